package dev.contranorm.orchestrator.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("bench")
class ExpansionBenchTest {
    private static final Pattern QUEUED = Pattern.compile("MEASURED .* ([0-9.]+) s until all are queued");

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void aHundredThousandTrialsAreQueuedWithinThirtySecondsInAHeapOf512Megabytes(@TempDir Path folder)
            throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExpansionRun.class.getName(),
                        folder.toString(),
                        "100000"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        Matcher seconds = QUEUED.matcher(output);
        assertThat(seconds.find()).as(output).isTrue();
        System.out.println(seconds.group());
        assertThat(Double.parseDouble(seconds.group(1))).isLessThan(30);
    }
}
