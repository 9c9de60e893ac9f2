package dev.contranorm.zoo.train.loop;

import java.nio.file.Path;

/** A checkpoint cannot be written. The message names the folder and the cause, for example a full disk. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(Path folder, Exception cause) {
        super(
                "the checkpoint " + folder + " cannot be written: " + cause.getMessage()
                        + "; check the free space and permissions of the folder",
                cause);
    }
}
