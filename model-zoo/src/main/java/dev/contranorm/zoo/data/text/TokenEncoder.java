package dev.contranorm.zoo.data.text;

import java.util.Optional;

/** Makes tokens of texts. */
public interface TokenEncoder extends AutoCloseable {
    /** With the special tokens of the model. */
    Tokens encode(TextExample example);

    /** The number of pieces. */
    int vocabulary();

    /** What it was read from; empty for one that is made by rule. */
    default Optional<TokenizerFiles> files() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
