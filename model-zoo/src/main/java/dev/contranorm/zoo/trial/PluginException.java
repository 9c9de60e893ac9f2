package dev.contranorm.zoo.trial;

import dev.contranorm.zoo.UserFacing;

/** A jar of {@link Plugins} cannot be used. The message names the variable and the jar, and says what to do. */
public final class PluginException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    /**
     * @param path a path in the variable, or a jar in such a folder
     * @param problem what is wrong and what to do
     */
    PluginException(String path, String problem, Throwable cause) {
        super(Plugins.VARIABLE + ": '" + path + "' " + problem, cause);
    }

    PluginException(String path, String problem) {
        this(path, problem, null);
    }
}
