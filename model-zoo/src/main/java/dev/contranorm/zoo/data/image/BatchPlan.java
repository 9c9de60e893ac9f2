package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;

/** The content of batches, each a function of its number alone. */
public interface BatchPlan {
    /** The number of batches; they are numbered from 0. */
    long end();

    /** Side of all images in pixels. */
    int side();

    /** The index of the image in each row of a batch. Called by one thread. */
    int[] rows(long number);

    /**
     * Decodes one image and writes its normalised values. Called concurrently.
     *
     * @param number of the batch
     * @param row in the batch
     * @param image index from {@link #rows}
     * @param pixels pixels of the whole batch, row-major
     * @throws DatasetException if the image is damaged
     */
    void write(long number, int row, int image, float[] pixels) throws DatasetException;

    /** Assembles the batch once all its rows are written. Called by one of many threads. */
    ImageBatch finish(long number, int[] images, float[] pixels);
}
