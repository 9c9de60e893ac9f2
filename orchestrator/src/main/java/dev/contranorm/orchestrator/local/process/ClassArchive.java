package dev.contranorm.orchestrator.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The archive of the classes that a worker loads, which shortens its start by seconds (AppCDS). The launcher says where
 * archives are kept; the first worker of the first house after a build writes it when it ends.
 */
final class ClassArchive {
    private static final String WRITER = "worker-1";

    private ClassArchive() {}

    /** JVM options for the worker of that name; none when this process was not started by the launcher. */
    static List<String> options(String worker) {
        String archives = System.getProperty("sweep.archives", "");
        if (archives.isEmpty()) {
            return List.of();
        }
        Path archive = Path.of(archives + "-worker.jsa");
        if (Files.isReadable(archive)) {
            return List.of("-XX:SharedArchiveFile=" + archive);
        }
        // The launcher takes it over once this process, whose number it bears, has ended.
        return worker.equals(WRITER)
                ? List.of("-XX:ArchiveClassesAtExit=" + archive + "."
                        + ProcessHandle.current().pid())
                : List.of();
    }
}
