package dev.contranorm.zoo.data.text;

/**
 * A tokenised text.
 *
 * @param ids indices into the vocabulary, including special tokens
 * @param types for each id, 0 for the first text of a pair and 1 for the second
 */
public record Tokens(int[] ids, int[] types) {
    int length() {
        return ids.length;
    }
}
