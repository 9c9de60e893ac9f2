package dev.contranorm.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code sweep} on a machine without a usable JDK. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..").toAbsolutePath().normalize().resolve("sweep");

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    private Path folder;

    private Path tools;
    private Path link;

    /** Creates a PATH with a few basic tools and no java. */
    @BeforeEach
    void hideEveryJdk() throws IOException {
        Assumptions.assumeTrue(Files.exists(BASH), "there is no /bin/bash");
        tools = Files.createDirectory(folder.resolve("tools"));
        link = folder.resolve("link to sweep");
        Files.createSymbolicLink(link, LAUNCHER);
        for (String tool : new String[] {"dirname", "readlink", "sed", "cat", "find"}) {
            Path wrapper = Files.writeString(
                    tools.resolve(tool), "#!/bin/bash\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
            assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        }
    }

    @AfterEach
    void removeTheLink() throws IOException {
        Files.deleteIfExists(link);
    }

    @Test
    void withoutAJdkTheMessageNamesTheRequiredVersion() throws IOException, InterruptedException {
        assertThat(launch(Map.of("PATH", tools.toString())))
                .contains("JDK 17 or newer is required: set JAVA_HOME")
                .endsWith("code 1");
    }

    @Test
    void aJdkThatIsTooOldIsReportedWithItsVersion() throws IOException, InterruptedException {
        Path old = Files.createDirectories(folder.resolve("jdk 11"));
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
        Files.writeString(old.resolve("bin/java"), "#!/bin/sh\n");
        assertThat(old.resolve("bin/java").toFile().setExecutable(true)).isTrue();

        assertThat(launch(Map.of("PATH", tools.toString(), "JAVA_HOME", old.toString())))
                .contains(old + " is version 11.0.2")
                .endsWith("code 1");
    }

    private String launch(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(BASH.toString(), link.toString(), "--version")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "code " + process.waitFor();
    }
}
