package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;

/** What batches are made of, each as a function of its number alone. */
public interface BatchPlan {
    /** How many batches there are, numbered from 0. */
    long end();

    /** Side of all pictures in pixels. */
    int side();

    /** The picture of each row of a batch. Called by one thread. */
    int[] rows(long number);

    /**
     * Decodes one picture and writes its normalised values. Called by many threads.
     *
     * @param number of the batch
     * @param row in the batch
     * @param picture what {@link #rows} said
     * @param pixels of the whole batch, row-major
     * @throws DatasetException when the picture is damaged
     */
    void write(long number, int row, int picture, float[] pixels) throws DatasetException;

    /** Makes the batch of its rows when all are written. Called by one of many threads. */
    ImageBatch finish(long number, int[] pictures, float[] pixels);
}
