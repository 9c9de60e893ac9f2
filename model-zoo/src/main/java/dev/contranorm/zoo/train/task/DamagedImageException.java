package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.data.DatasetException;

/** A picture turned out to be damaged in the middle of a training. */
public final class DamagedImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedImageException(DatasetException cause) {
        super(cause.getMessage(), cause);
    }

    /** What the picture's reader said. */
    public DatasetException dataset() {
        return (DatasetException) getCause();
    }
}
