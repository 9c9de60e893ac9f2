package dev.contranorm.zoo.backbone.image;

import dev.contranorm.zoo.norm.ImageNorm;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * DeiT (Touvron et al., ICML 2021): timm's vision transformer with a class token; distilled models have a second token whose
 * head learns from a teacher.
 */
public enum Deit implements ImageBackbone {
    /** 5.7 million parameters. */
    TINY("deit-tiny", "DeiT-tiny: width 192, 3 heads.", 192, 3),
    /** 22 million parameters. */
    SMALL("deit-small", "DeiT-small: width 384, 6 heads.", 384, 6),
    /** 86 million parameters. */
    BASE("deit-base", "DeiT-base: width 768, 12 heads.", 768, 12);

    private final String name;
    private final String description;
    private final int hidden;
    private final int heads;

    Deit(String name, String description, int hidden, int heads) {
        this.name = name;
        this.description = description;
        this.hidden = hidden;
        this.heads = heads;
    }

    /** Lists the three sizes. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<Deit> items() {
            return List.of(values());
        }
    }

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(CatalogueEntry.Kind.BACKBONE, name, CatalogueEntry.IMAGE, description, parameters())
                .ruled(DeitRules.ALL);
    }

    private List<ParameterSpec> parameters() {
        List<ParameterSpec> parameters = new ArrayList<>(List.of(
                ParameterSpec.integer("depth", 12, 1, 1024, "Blocks."),
                ParameterSpec.integer("hidden", hidden, 1, 65536, "Width of a token; a multiple of heads."),
                ParameterSpec.integer("heads", heads, 1, 1024, "Number of attention heads."),
                ParameterSpec.integer("patch", 16, 1, 1024, "Side of a patch in pixels."),
                ParameterSpec.flag("distilled", false, "Add a second token whose head learns from a teacher."),
                ParameterSpec.number("layerScale", 0, 0, 1, "Initial LayerScale; 0 = none."),
                ParameterSpec.number("dropPath", 0.1, 0, 0.999, "Stochastic depth rate of the last block."),
                ParameterSpec.number("dropout", 0, 0, 0.999, "Dropout rate of hidden values."),
                ParameterSpec.number("attentionDropout", 0, 0, 0.999, "Dropout rate of attention weights."),
                ParameterSpec.integer("image", 224, 1, 4096, "Side of an image in pixels; a multiple of patch.")));
        parameters.addAll(DeitRecipe.parameters());
        return parameters;
    }

    @Override
    public Builder prepare(TrialSpec spec, ImageInput input, Optional<ImageNorm> norm, TrainGraph graph) {
        return pass -> new DeitPass(pass, spec, input, norm).build();
    }

    @Override
    public SortedMap<String, Object> configuration(TrialSpec spec, ImageInput input) {
        return DeitConfiguration.of(spec, name, input);
    }
}
