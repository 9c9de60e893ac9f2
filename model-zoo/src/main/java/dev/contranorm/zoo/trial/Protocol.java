package dev.contranorm.zoo.trial;

import java.util.Locale;

/** How a trial is trained and judged. Every result names the one it used. */
public enum Protocol {
    /** What the published scripts do: test nodes are all nodes outside train and validation, the last epoch is tested. */
    PAPER,
    /** Seeded, weights of the best validation epoch, the data set's own test nodes. */
    CLEAN;

    /** The name used in definitions, specifications and tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when the label is neither {@code paper} nor {@code clean}
     */
    public static Protocol of(String label) {
        for (Protocol protocol : values()) {
            if (protocol.label().equals(label)) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("protocol: '" + label + "' is unknown; use paper or clean");
    }
}
