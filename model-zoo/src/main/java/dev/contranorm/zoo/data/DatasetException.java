package dev.contranorm.zoo.data;

import dev.contranorm.zoo.UserFacing;

/** A dataset cannot be read. The message names the file, what is wrong and what to do. */
public final class DatasetException extends Exception implements UserFacing {
    private static final long serialVersionUID = 1L;

    /** Whether the data is missing, or present but wrong. */
    public enum Kind {
        MISSING,
        DAMAGED
    }

    private final Kind kind;

    public DatasetException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
