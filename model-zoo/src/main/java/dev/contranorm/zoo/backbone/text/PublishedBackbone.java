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

/** A backbone of the published text experiments at one of its sizes. */
abstract sealed class PublishedBackbone implements TextBackbone permits Bert, Albert, Electra {
    /**
     * The conventions of an architecture's published code.
     *
     * @param numbering numbering of the norm positions
     * @param variant the ContraNorm formula
     * @param naming names of the weights on disk
     * @param type Hugging Face's name of the architecture
     * @param activation Hugging Face's name of the activation
     */
    record Convention(TextNumbering numbering, TextVariant variant, Naming naming, String type, String activation) {}

    private final String name;
    private final String description;
    private final Convention convention;
    private final TextParameters parameters;

    PublishedBackbone(String name, String description, Convention convention, TextParameters parameters) {
        this.name = name;
        this.description = description;
        this.convention = convention;
        this.parameters = parameters;
    }

    @Override
    public final CatalogueEntry entry() {
        List<ParameterSpec> all = new ArrayList<>(parameters.list());
        all.addAll(ownParameters());
        List<ParameterRule> rules = new ArrayList<>(ownRules());
        rules.add(ParameterRule.multiple("hidden", "heads", "change one of them"));
        return new CatalogueEntry(CatalogueEntry.Kind.BACKBONE, name, CatalogueEntry.TEXT, description, all)
                .refining(List.of(convention.numbering().parameter()))
                .ruled(rules);
    }

    /** Parameters that other architectures do not have. */
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

    /** Entries of {@code config.json} that other architectures lack or name differently. */
    abstract Map<String, Object> ownConfiguration(TrialSpec spec, TextShape shape);

    abstract Network build(Pass pass, TrialSpec spec, TextInput input, NormPlacement placement);
}
