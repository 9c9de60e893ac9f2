package dev.contranorm.zoo.trial;

import java.util.Locale;

/** How a trial is trained and evaluated. Every result names its protocol. */
public enum Protocol {
    /** As in the published scripts: the test nodes are all nodes outside train and validation, and the last epoch is tested. */
    PAPER,
    /** Tests the weights of the best validation epoch, on the dataset's own test nodes. */
    CLEAN;

    /** The name in definitions, specifications and tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if the label is neither {@code paper} nor {@code clean}
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
