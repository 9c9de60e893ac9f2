package dev.contranorm.zoo.trial;

import java.util.List;
import java.util.Objects;

/**
 * What the catalogue says of one dataset, backbone or norm.
 *
 * @param family what fits together: a backbone takes datasets and norms of its own family; the family {@code any} fits all
 * @param hidden left out of listings (the no-op used to measure the bus)
 * @param refinements parameters of a norm that a backbone knows more of than the norm does, such as where it can stand; they
 *     count where the norm has a parameter of that key
 * @param rules what several parameters must fulfil together
 */
public record CatalogueEntry(
        Kind kind,
        String name,
        String family,
        String sentence,
        List<ParameterSpec> parameters,
        boolean hidden,
        List<ParameterSpec> refinements,
        List<ParameterRule> rules) {
    /** The family of graphs with one full-batch step an epoch. */
    public static final String GRAPH = "graph";
    /** The family of sets of graphs with a class each; norms of {@link #GRAPH} fit, a batch of graphs being one graph. */
    public static final String GRAPH_SET = "graph-set";
    /** The family of token sequences of text. */
    public static final String TEXT = "text";
    /** The family of pictures. */
    public static final String IMAGE = "image";
    /** Fits every family. */
    public static final String ANY = "any";
    /** Trains nothing. */
    public static final String NOOP = "noop";

    /** The three things a catalogue lists; the label is the key in a definition. */
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

    public CatalogueEntry(Kind kind, String name, String family, String sentence, List<ParameterSpec> parameters) {
        this(kind, name, family, sentence, parameters, false);
    }

    public CatalogueEntry(
            Kind kind, String name, String family, String sentence, List<ParameterSpec> parameters, boolean hidden) {
        this(kind, name, family, sentence, parameters, hidden, List.of(), List.of());
    }

    /** This entry with {@link #refinements}. */
    public CatalogueEntry refining(List<ParameterSpec> refined) {
        return new CatalogueEntry(kind, name, family, sentence, parameters, hidden, refined, rules);
    }

    /** This entry with {@link #rules}. */
    public CatalogueEntry ruled(List<ParameterRule> wanted) {
        return new CatalogueEntry(kind, name, family, sentence, parameters, hidden, refinements, wanted);
    }

    /** Whether a trial of this backbone trains; one that does not measures the bus alone. */
    public boolean trains() {
        return !family.equals(NOOP);
    }

    /** Whether a dataset or a norm can be named beside a backbone. */
    public boolean fits(CatalogueEntry backbone) {
        boolean normOfGraphs = kind == Kind.NORM && family.equals(GRAPH) && backbone.family.equals(GRAPH_SET);
        return family.equals(ANY) || family.equals(backbone.family) || normOfGraphs;
    }
}
