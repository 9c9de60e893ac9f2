package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.data.DatasetException;

/** An image turned out to be damaged during training. */
public final class DamagedImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedImageException(DatasetException cause) {
        super(cause.getMessage(), cause);
    }

    /** The exception of the image reader. */
    public DatasetException dataset() {
        return (DatasetException) getCause();
    }
}
