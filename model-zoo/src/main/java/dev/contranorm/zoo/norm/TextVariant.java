package dev.contranorm.zoo.norm;

import java.util.Arrays;
import java.util.List;

/** The published formulas of ContraNorm for text (reference, section 1). */
public enum TextVariant {
    /** out = (1 + s)·x − s·P·x, P over the tokens of a sequence. */
    BERT("bert"),
    /** out = (1 + s)·x − s·x·P, P over the features. */
    BERT_V2("bert-v2"),
    /** out = x − s·P·x. */
    ALBERT("albert");

    private final String label;

    TextVariant(String label) {
        this.label = label;
    }

    /** The name in a specification. */
    public String label() {
        return label;
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(TextVariant::label).toList();
    }

    static TextVariant of(String label) {
        return Arrays.stream(values())
                .filter(variant -> variant.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("norm.variant: '" + label + "' is unknown"));
    }
}
