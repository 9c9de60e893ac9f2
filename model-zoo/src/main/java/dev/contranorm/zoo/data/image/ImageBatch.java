package dev.contranorm.zoo.data.image;

/**
 * A batch of normalised images of one size.
 *
 * @param pixels size × 3 × side × side, row-major
 * @param labels label of each image before mixing
 * @param targets size × classes, row-major; each row sums to 1
 */
public record ImageBatch(int size, int side, float[] pixels, int[] labels, float[] targets) {}
