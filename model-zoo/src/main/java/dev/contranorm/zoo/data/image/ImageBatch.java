package dev.contranorm.zoo.data.image;

/**
 * Pictures of one size, normalised.
 *
 * @param pixels size × 3 × side × side, row-major
 * @param labels of each picture before anything was mixed
 * @param targets size × classes, row-major; each row adds up to 1
 */
public record ImageBatch(int size, int side, float[] pixels, int[] labels, float[] targets) {}
