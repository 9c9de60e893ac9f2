package dev.contranorm.zoo.train.loop;

import java.nio.file.Path;

/** A checkpoint cannot be written: the message names the folder and the cause, a full disk for example. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(Path folder, Exception cause) {
        super(
                "the checkpoint " + folder + " cannot be written: " + cause.getMessage()
                        + "; check the folder's free space and permissions",
                cause);
    }
}
