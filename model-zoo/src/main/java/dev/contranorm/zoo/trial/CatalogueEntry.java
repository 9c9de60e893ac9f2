package dev.contranorm.zoo.trial;

import java.util.List;
import java.util.Objects;

/**
 * The catalogue's description of one dataset, backbone or norm.
 *
 * @param family determines what fits together: a backbone accepts datasets and norms of its own family; {@code any} fits all
 * @param hidden omitted from listings (the no-op used to measure the bus)
 * @param refinements norm parameters that the backbone specifies more precisely than the norm, such as its position; they
 *     replace the norm's parameters of the same key
 * @param rules constraints across several parameters
 */
public record CatalogueEntry(
        Kind kind,
        String name,
        String family,
        String description,
        List<ParameterSpec> parameters,
        boolean hidden,
        List<ParameterSpec> refinements,
        List<ParameterRule> rules) {
    /** The family of single graphs, with one full-batch step per epoch. */
    public static final String GRAPH = "graph";
    /** The family of sets of graphs with one class each; norms of {@link #GRAPH} fit, since a batch of graphs is one graph. */
    public static final String GRAPH_SET = "graph-set";
    /** The family of token sequences of text. */
    public static final String TEXT = "text";
    /** The family of images. */
    public static final String IMAGE = "image";
    /** The family that fits every other. */
    public static final String ANY = "any";
    /** The family that trains nothing. */
    public static final String NOOP = "noop";

    /** The three kinds of entry; the label is the key in a definition. */
    public enum Kind {
        DATASET("dataset"),
        BACKBONE("backbone"),
        NORM("norm");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public CatalogueEntry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(family, "family");
        parameters = List.copyOf(parameters);
        refinements = List.copyOf(refinements);
        rules = List.copyOf(rules);
    }

    public CatalogueEntry(Kind kind, String name, String family, String description, List<ParameterSpec> parameters) {
        this(kind, name, family, description, parameters, false);
    }

    public CatalogueEntry(
            Kind kind, String name, String family, String description, List<ParameterSpec> parameters, boolean hidden) {
        this(kind, name, family, description, parameters, hidden, List.of(), List.of());
    }

    /** This entry with {@link #refinements}. */
    public CatalogueEntry refining(List<ParameterSpec> refined) {
        return new CatalogueEntry(kind, name, family, description, parameters, hidden, refined, rules);
    }

    /** This entry with {@link #rules}. */
    public CatalogueEntry ruled(List<ParameterRule> wanted) {
        return new CatalogueEntry(kind, name, family, description, parameters, hidden, refinements, wanted);
    }

    /** Whether a trial of this backbone trains; one that does not only measures the bus. */
    public boolean trains() {
        return !family.equals(NOOP);
    }

    /** Whether a dataset or a norm fits a backbone. */
    public boolean fits(CatalogueEntry backbone) {
        boolean normOfGraphs = kind == Kind.NORM && family.equals(GRAPH) && backbone.family.equals(GRAPH_SET);
        return family.equals(ANY) || family.equals(backbone.family) || normOfGraphs;
    }
}
