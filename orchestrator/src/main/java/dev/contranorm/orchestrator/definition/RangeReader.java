package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.ParameterType;
import dev.contranorm.zoo.trial.TrialSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code {min, max, …}}: with {@code step}, {@code factor} or {@code count} it is a list of values, without one an
 * interval for random sweeps.
 */
final class RangeReader {
    /** Values of one parameter. */
    static final int MOST_VALUES = 10_000;

    private static final MathContext CLEAN = new MathContext(12, RoundingMode.HALF_EVEN);

    private final Section section;
    private final boolean random;
    private final boolean whole;

    /** @param type what the catalogue wants, empty for a key that it does not know */
    RangeReader(Section section, Method method, Optional<ParameterType> type) {
        this.section = section;
        this.random = method == Method.RANDOM;
        this.whole = type.equals(Optional.of(ParameterType.INTEGER));
    }

    /** Whether a section is meant as a range. */
    static boolean isRange(Section section) {
        return section.has("min") || section.has("max") || section.has("step") || section.has("scale");
    }

    Optional<Domain> read() {
        Optional<BigDecimal> min = number("min", true);
        Optional<BigDecimal> max = number("max", true);
        Optional<BigDecimal> step = number("step", false);
        Optional<BigDecimal> factor = number("factor", false);
        Optional<Long> count = section.take("count")
                .flatMap(node -> section.scalars().whole(section.key("count"), node, 1, MOST_VALUES));
        Optional<String> scale = section.take("scale")
                .flatMap(node -> section.scalars().word(section.key("scale"), node, List.of("linear", "log")));
        boolean logarithmic = scale.equals(Optional.of("log"));
        if (min.isEmpty() || max.isEmpty() || !fits(min.get(), max.get(), logarithmic || factor.isPresent())) {
            return Optional.empty();
        }
        int rules = (section.has("step") ? 1 : 0) + (section.has("factor") ? 1 : 0) + (section.has("count") ? 1 : 0);
        if (rules > 1) {
            problem("min", "has more than one of step, factor and count", "keep one");
            return Optional.empty();
        }
        if (logarithmic && section.has("step")) {
            problem("step", "does not go with scale: log", "use count, or factor");
            return Optional.empty();
        }
        if (step.isPresent()) {
            return stepped(min.get(), max.get(), step.get());
        }
        if (factor.isPresent()) {
            return multiplied(min.get(), max.get(), factor.get());
        }
        if (count.isPresent()) {
            return spaced(min.get(), max.get(), count.get().intValue(), logarithmic);
        }
        if (rules > 0) {
            return Optional.empty();
        }
        if (!random) {
            problem(
                    "min",
                    "a range without step or count has no end of values in a grid",
                    "add step: 1 or count: 5, or use method: random");
            return Optional.empty();
        }
        return Optional.of(
                new Domain.Interval(min.get().doubleValue(), max.get().doubleValue(), logarithmic, whole));
    }

    private Optional<BigDecimal> number(String name, boolean wanted) {
        Optional<YamlNode> node = wanted ? section.require(name, "a range has min and max") : section.take(name);
        Optional<Object> value = node.flatMap(present -> section.scalars().value(section.key(name), present));
        if (value.isPresent() && !(value.get() instanceof Number)) {
            problem(name, node.get().description() + " is not a number", "");
            return Optional.empty();
        }
        if (whole && wanted && value.isPresent() && !(value.get() instanceof Long)) {
            problem(name, node.get().description() + " is not a whole number", "");
            return Optional.empty();
        }
        return value.map(number -> new BigDecimal(number.toString()));
    }

    private boolean fits(BigDecimal min, BigDecimal max, boolean logarithmic) {
        if (min.compareTo(max) > 0) {
            problem("min", min.toPlainString() + " is above max " + max.toPlainString(), "swap them");
            return false;
        }
        if (logarithmic && min.signum() <= 0) {
            problem("min", "must be above 0 on a logarithmic scale", "");
            return false;
        }
        return true;
    }

    private Optional<Domain> stepped(BigDecimal min, BigDecimal max, BigDecimal step) {
        if (step.signum() <= 0) {
            problem("step", "must be above 0", "");
            return Optional.empty();
        }
        BigDecimal last = max.subtract(min).divide(step, MathContext.DECIMAL64).setScale(0, RoundingMode.FLOOR);
        if (last.compareTo(BigDecimal.valueOf(MOST_VALUES)) >= 0) {
            problem(
                    "step",
                    "gives " + last.add(BigDecimal.ONE).toPlainString() + " values, more than " + MOST_VALUES,
                    "use a larger step, or count");
            return Optional.empty();
        }
        List<BigDecimal> values = new ArrayList<>();
        for (int k = 0; k <= last.intValue(); k++) {
            values.add(min.add(step.multiply(BigDecimal.valueOf(k))));
        }
        return values(values);
    }

    private Optional<Domain> multiplied(BigDecimal min, BigDecimal max, BigDecimal factor) {
        if (factor.compareTo(BigDecimal.ONE) <= 0) {
            problem("factor", "must be above 1", "");
            return Optional.empty();
        }
        List<BigDecimal> values = new ArrayList<>();
        for (BigDecimal value = min; value.compareTo(max) <= 0; value = value.multiply(factor, MathContext.DECIMAL64)) {
            if (values.size() == MOST_VALUES) {
                problem("factor", "gives more than " + MOST_VALUES + " values", "use a larger one, or count");
                return Optional.empty();
            }
            values.add(value);
        }
        return values(values);
    }

    private Optional<Domain> spaced(BigDecimal min, BigDecimal max, int count, boolean logarithmic) {
        List<BigDecimal> values = new ArrayList<>();
        double from = logarithmic ? StrictMath.log(min.doubleValue()) : min.doubleValue();
        double to = logarithmic ? StrictMath.log(max.doubleValue()) : max.doubleValue();
        for (int k = 0; k < count; k++) {
            double position = count == 1 ? from : from + (to - from) * k / (count - 1);
            double value = logarithmic ? StrictMath.exp(position) : position;
            values.add(k == 0 ? min : k == count - 1 ? max : new BigDecimal(value).round(CLEAN));
        }
        return values(values);
    }

    /** Whole where whole numbers are wanted; what rounds to one number stands there once. */
    private Optional<Domain> values(List<BigDecimal> numbers) {
        Set<Object> values = new LinkedHashSet<>();
        for (BigDecimal number : numbers) {
            BigDecimal rounded = whole ? number.setScale(0, RoundingMode.HALF_UP) : number;
            boolean exact = rounded.stripTrailingZeros().scale() <= 0 && rounded.precision() - rounded.scale() <= 18;
            values.add(exact ? (Object) rounded.longValue() : TrialSpec.stored(rounded.doubleValue()));
        }
        return Optional.of(new Domain.Values(List.copyOf(values)));
    }

    private void problem(String name, String message, String suggestion) {
        section.scalars().problems().add(section.placeOf(name), section.key(name), message, suggestion);
    }
}
