package dev.contranorm.orchestrator.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The class archive (AppCDS) of a worker, which shortens its start by seconds. The launcher says where archives are kept; the
 * first worker of the first server after a build writes it at its end.
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
        // The launcher adopts it once this process, whose number is in its name, has ended.
        return worker.equals(WRITER)
                ? List.of("-XX:ArchiveClassesAtExit=" + archive + "."
                        + ProcessHandle.current().pid())
                : List.of();
    }
}
