package dev.contranorm.zoo.data.text;

import java.util.Optional;

/** Tokenises texts. */
public interface TokenEncoder extends AutoCloseable {
    /** Tokenises with the special tokens of the model. */
    Tokens encode(TextExample example);

    /** The size of the vocabulary. */
    int vocabulary();

    /** The files it was read from; empty for a generated encoder. */
    default Optional<TokenizerFiles> files() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
