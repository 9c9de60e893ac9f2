package dev.contranorm.zoo.backbone.image;

import dev.contranorm.zoo.data.image.augment.Mixing;
import dev.contranorm.zoo.trial.ParameterRule;
import dev.contranorm.zoo.trial.Problem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Optional;

/** Constraints across several parameters of a vision transformer. */
final class DeitRules {
    static final String NO_TEACHER = "none";

    static final List<ParameterRule> ALL = List.of(
            ParameterRule.multiple("image", "patch", "change one of them"),
            ParameterRule.multiple("hidden", "heads", "change one of them"),
            Mixing.RULE,
            DeitRules::aTeacherNeedsAHead,
            DeitRules::aTeacherIsNamed,
            DeitRules::anAverageIsKept);

    private DeitRules() {}

    private static Optional<Problem> aTeacherNeedsAHead(TrialSpec spec) {
        return problem(
                hasTeacher(spec) && !spec.flag("distilled"),
                "distillation.kind",
                "distillation needs a second head, which this network lacks",
                "set distilled: true");
    }

    private static Optional<Problem> aTeacherIsNamed(TrialSpec spec) {
        boolean named = !spec.text("distillation.teacher").isEmpty();
        return problem(
                named != hasTeacher(spec),
                "distillation.teacher",
                named ? "is set, but distillation.kind is none" : "is missing",
                named
                        ? "set distillation.kind to soft or hard"
                        : "set it to a folder of weights under the data folder");
    }

    private static Optional<Problem> anAverageIsKept(TrialSpec spec) {
        return problem(
                spec.flag("ema.evaluate") && spec.number("ema.decay") == 0,
                "ema.evaluate",
                "there is no moving average to evaluate",
                "set ema.decay, for example to 0.99996");
    }

    private static boolean hasTeacher(TrialSpec spec) {
        return !spec.text("distillation.kind").equals(NO_TEACHER);
    }

    private static Optional<Problem> problem(boolean wrong, String key, String message, String suggestion) {
        return wrong ? Optional.of(new Problem(key, message, suggestion)) : Optional.empty();
    }
}
