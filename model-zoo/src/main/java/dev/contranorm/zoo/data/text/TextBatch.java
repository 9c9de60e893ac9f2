package dev.contranorm.zoo.data.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A batch of texts padded to one length.
 *
 * @param size number of texts
 * @param length number of tokens of each text
 * @param ids size × length, row-major; 0 for padding
 * @param mask size × length, 1 for a token and 0 for padding
 * @param types size × length
 * @param labels label of each text
 */
public record TextBatch(int size, int length, int[] ids, int[] mask, int[] types, double[] labels) {
    /** Lengths are padded to a multiple of this, as in the published script. */
    private static final int MULTIPLE = 8;

    /**
     * @param texts all texts
     * @param chosen indices into both lists
     */
    public static TextBatch of(List<Tokens> texts, List<TextExample> examples, int... chosen) {
        int longest = 1;
        for (int index : chosen) {
            longest = Math.max(longest, texts.get(index).length());
        }
        int length = (longest + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        int[] ids = new int[chosen.length * length];
        int[] mask = new int[ids.length];
        int[] types = new int[ids.length];
        double[] labels = new double[chosen.length];
        for (int row = 0; row < chosen.length; row++) {
            Tokens text = texts.get(chosen[row]);
            System.arraycopy(text.ids(), 0, ids, row * length, text.length());
            System.arraycopy(text.types(), 0, types, row * length, text.length());
            Arrays.fill(mask, row * length, row * length + text.length(), 1);
            labels[row] = examples.get(chosen[row]).label();
        }
        return new TextBatch(chosen.length, length, ids, mask, types, labels);
    }

    /**
     * Splits the batch into parts of nearly equal size, which stay padded to this batch's length, since padding takes part in
     * some norms.
     *
     * @param most maximum number of parts; fewer if there are fewer texts
     */
    public List<TextBatch> parts(int most) {
        int count = Math.min(most, size);
        List<TextBatch> parts = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int from = size * k / count;
            int to = size * (k + 1) / count;
            parts.add(new TextBatch(
                    to - from,
                    length,
                    Arrays.copyOfRange(ids, from * length, to * length),
                    Arrays.copyOfRange(mask, from * length, to * length),
                    Arrays.copyOfRange(types, from * length, to * length),
                    Arrays.copyOfRange(labels, from, to)));
        }
        return parts;
    }
}
