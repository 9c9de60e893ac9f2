package dev.contranorm.orchestrator.definition;

import java.util.Objects;

/**
 * Where something was written: a line and column of a file (both from 1), or a {@code --set} option (line 0).
 *
 * @param source the file's name, or the option's text
 */
public record Place(String source, int line, int column) {
    public Place {
        Objects.requireNonNull(source, "source");
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line " + line + ", column " + column);
        }
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
