package dev.contranorm.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDigestTest {
    @TempDir
    Path folder;

    @Test
    void contentNamesAndLengthsAllCount() throws Exception {
        Path a = Files.writeString(folder.resolve("a"), "12");
        Path b = Files.writeString(folder.resolve("b"), "3");
        CheckpointDigest first = CheckpointDigest.of(folder);
        assertThat(first.bytes()).isEqualTo(3);
        // printf 'a\0002\00012b\0001\0003' | sha256sum
        assertThat(first.sha256()).isEqualTo("d04f3ae1b68a674891f896a0525f81f3f1f4106e58d7b571165a246fefd89ca9");

        Files.writeString(a, "1");
        Files.writeString(b, "23");
        assertThat(CheckpointDigest.of(folder).sha256()).isNotEqualTo(first.sha256());

        Files.writeString(a, "12");
        Files.writeString(b, "3");
        assertThat(CheckpointDigest.of(folder)).isEqualTo(first);
        Files.move(b, folder.resolve("c"));
        assertThat(CheckpointDigest.of(folder).sha256()).isNotEqualTo(first.sha256());
    }
}
