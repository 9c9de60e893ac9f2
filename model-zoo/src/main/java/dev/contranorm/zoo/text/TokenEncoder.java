package dev.contranorm.zoo.text;

/** Makes tokens of texts. */
public interface TokenEncoder extends AutoCloseable {
    /** With the special tokens of the model. */
    Tokens encode(TextExample example);

    /** The number of pieces. */
    int vocabulary();

    @Override
    default void close() {}
}
