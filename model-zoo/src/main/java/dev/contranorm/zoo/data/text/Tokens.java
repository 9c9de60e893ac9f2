package dev.contranorm.zoo.data.text;

/**
 * A text as a network sees it.
 *
 * @param ids indices into the vocabulary, special tokens included
 * @param types 0 for the first text of a pair and 1 for the second, as many
 */
public record Tokens(int[] ids, int[] types) {
    int length() {
        return ids.length;
    }
}
