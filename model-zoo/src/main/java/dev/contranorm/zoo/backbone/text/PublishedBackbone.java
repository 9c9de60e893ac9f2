package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.norm.TextNorm;
import dev.contranorm.zoo.norm.TextVariant;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterRule;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import dev.contranorm.zoo.weights.Naming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A backbone of the published text experiments in one of its sizes. */
abstract sealed class PublishedBackbone implements TextBackbone permits Bert, Albert, Electra {
    /**
     * What the published code of an architecture has of its own.
     *
     * @param numbering of the positions
     * @param variant the formula of ContraNorm
     * @param naming of the weights on disk
     * @param type what Hugging Face calls the architecture
     * @param activation what it calls the activation
     */
    record Convention(TextNumbering numbering, TextVariant variant, Naming naming, String type, String activation) {}

    private final String name;
    private final String sentence;
    private final Convention convention;
    private final TextParameters parameters;

    PublishedBackbone(String name, String sentence, Convention convention, TextParameters parameters) {
        this.name = name;
        this.sentence = sentence;
        this.convention = convention;
        this.parameters = parameters;
    }

    @Override
    public final CatalogueEntry entry() {
        List<ParameterSpec> all = new ArrayList<>(parameters.list());
        all.addAll(ownParameters());
        List<ParameterRule> rules = new ArrayList<>(ownRules());
        rules.add(ParameterRule.multiple("hidden", "heads", "change one of them"));
        return new CatalogueEntry(CatalogueEntry.Kind.BACKBONE, name, CatalogueEntry.TEXT, sentence, all)
                .refining(List.of(convention.numbering().parameter()))
                .ruled(rules);
    }

    /** Parameters that the other architectures lack. */
    List<ParameterSpec> ownParameters() {
        return List.of();
    }

    List<ParameterRule> ownRules() {
        return List.of();
    }

    @Override
    public final Builder prepare(TrialSpec spec, TextInput input, Optional<TextNorm> norm, TrainGraph graph) {
        NormPlacement placement = NormPlacement.of(spec, norm, convention.numbering(), convention.variant());
        return pass -> build(pass, spec, input, placement);
    }

    @Override
    public final Naming naming() {
        return convention.naming();
    }

    @Override
    public final SortedMap<String, Object> configuration(TrialSpec spec, TextInput input) {
        return TextConfiguration.of(spec, convention, input, ownConfiguration(spec, TextShape.of(spec)));
    }

    /** Entries of {@code config.json} that other architectures lack or name otherwise. */
    abstract Map<String, Object> ownConfiguration(TrialSpec spec, TextShape shape);

    abstract Network build(Pass pass, TrialSpec spec, TextInput input, NormPlacement placement);
}
