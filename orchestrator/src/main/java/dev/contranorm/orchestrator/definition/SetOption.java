package dev.contranorm.orchestrator.definition;

import java.util.Objects;

/** One {@code --set KEY=VALUE} of the command line, not yet checked; {@link DefinitionReader} reports what is wrong. */
public record SetOption(String text) {
    public SetOption {
        Objects.requireNonNull(text, "text");
    }

    /** As somebody would type it. */
    @Override
    public String toString() {
        return "--set " + text;
    }
}
