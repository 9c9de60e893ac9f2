package dev.contranorm.zoo.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.golden.Golden;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every layout that can be read, and every kind of damage; the tests write files in the same layouts. */
class ImageDatasetsTest {
    private static final int RECORD_10 = 1 + 3072;
    private static final int RECORD_100 = 2 + 3072;

    @TempDir
    Path data;

    private static TrialSpec spec(String dataset, String... changes) {
        Map<String, Object> values = new HashMap<>();
        values.put("dataset", dataset);
        values.put("backbone", "deit-tiny");
        values.put("norm", "none");
        for (int k = 0; k < changes.length; k += 2) {
            values.put(changes[k], changes[k + 1]);
        }
        return Catalogue.load().resolve(values, Protocol.PAPER, 0);
    }

    private ImageDataset load(ImageSource source, String... changes) throws DatasetException {
        return source.load(spec(source.entry().name(), changes), Optional.of(data));
    }

    private void image(String path) throws IOException {
        Path file = data.resolve(path);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    private void tree(String root, String test, String... classes) throws IOException {
        for (String each : classes) {
            image(root + "/train/" + each + "/a.png");
            image(root + "/train/" + each + "/b.png");
            image(root + "/" + test + "/" + each + "/c.png");
        }
    }

    /** Records with one colour each: label k % 10, red k, green 2k, blue 3k. */
    private void cifar10(int perFile) throws IOException {
        Path folder = Files.createDirectories(data.resolve("cifar10"));
        Files.write(folder.resolve("batches.meta.txt"), names(10));
        for (String name : List.of("data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5")) {
            Files.write(folder.resolve(name + ".bin"), records(perFile, 1));
        }
        Files.write(folder.resolve("test_batch.bin"), records(perFile, 1));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(k -> "name " + k).toList();
    }

    private static byte[] records(int count, int labels) {
        byte[] bytes = new byte[count * (labels + 3072)];
        for (int k = 0; k < count; k++) {
            int start = k * (labels + 3072);
            bytes[start] = (byte) (k % 10);
            bytes[start + labels - 1] = (byte) (k % 10);
            for (int value = 0; value < 3072; value++) {
                bytes[start + labels + value] = (byte) (k * (1 + value / 1024));
            }
        }
        return bytes;
    }

    @Test
    void theRealImagesAreFound() throws Exception {
        assumeTrue(Golden.dataFolder().isPresent(), "SWEEP_DATA is not set: CIFAR-10 is not read");
        ImageDataset real = Cifar.CIFAR_10.load(spec("cifar10"), Golden.dataFolder());
        assertThat(real.train()).hasSize(1000);
        assertThat(real.test()).hasSize(200);
        assertThat(real.classes()).hasSize(10).startsWith("airplane", "automobile");
        Bitmap first = real.train().get(0).source().decode();
        assertThat(first.width()).isEqualTo(32);
        assertThat(first.height()).isEqualTo(32);
    }

    @Test
    void foldersAreClassesInTheOrderOfTheirNames() throws Exception {
        tree("imagenet", "val", "n02", "n01", "n10");
        image("imagenet/train/n02/deeper/d.png");
        Files.writeString(data.resolve("imagenet/train/n01/notes.txt"), "no image");
        ImageDataset read = load(new ImageNet());
        assertThat(read.classes()).containsExactly("n01", "n02", "n10");
        assertThat(read.train()).extracting(LabelledImage::label).containsExactly(0, 0, 1, 1, 1, 2, 2);
        assertThat(read.test()).extracting(LabelledImage::label).containsExactly(0, 1, 2);
        assertThat(read.digest()).hasSize(64);
        assertThat(new ImageNet().inspect(spec("imagenet"), Optional.of(data)))
                .containsEntry("form", "folders")
                .containsEntry("train", 7L)
                .containsEntry("classes", 3L);
    }

    @Test
    void theDigestDependsOnTheFiles() throws Exception {
        tree("imagenet", "val", "n01", "n02");
        String before = load(new ImageNet()).digest();
        assertThat(load(new ImageNet()).digest()).isEqualTo(before);
        image("imagenet/val/n01/another.png");
        assertThat(load(new ImageNet()).digest()).isNotEqualTo(before);
    }

    @Test
    void aClassListChoosesFromImageNet() throws Exception {
        tree("imagenet", "val", "n01", "n02", "n03");
        Files.createDirectories(data.resolve("imagenet100"));
        Files.writeString(data.resolve("imagenet100/classes.txt"), "# a hundred\nn03 a dog\n\nn01\n");
        ImageDataset read = load(new ImageNet100());
        assertThat(read.classes()).containsExactly("n01", "n03");
        assertThat(read.train()).hasSize(4);
    }

    @Test
    void aClassListWithAMissingClassIsRefused() throws Exception {
        tree("imagenet", "val", "n01", "n02");
        Files.createDirectories(data.resolve("imagenet100"));
        Files.writeString(data.resolve("imagenet100/classes.txt"), "n01\nn77\n");
        assertThatThrownBy(() -> load(new ImageNet100()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("'n77'")
                .hasMessageContaining("classes.txt");
        Files.writeString(data.resolve("imagenet100/classes.txt"), "n01\nn01\n");
        assertThatThrownBy(() -> load(new ImageNet100())).hasMessageContaining("names 'n01' twice");
        Files.writeString(data.resolve("imagenet100/classes.txt"), "# nothing\n");
        assertThatThrownBy(() -> load(new ImageNet100())).hasMessageContaining("names no classes");
    }

    @Test
    void aTreeOfItsOwnNeedsNoList() throws Exception {
        assertThatThrownBy(() -> load(new ImageNet100())).hasMessageContaining("nor classes.txt");
        tree("imagenet100", "val", "n05", "n06");
        assertThat(load(new ImageNet100()).classes()).containsExactly("n05", "n06");
    }

    @Test
    void innermostFoldersAreSpecies() throws Exception {
        tree("inaturalist", "val", "Plantae/11", "Plantae/7", "Aves/3");
        assertThat(load(new INaturalist()).classes()).containsExactly("Aves/3", "Plantae/11", "Plantae/7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "val"})
    void partsWithDifferentClassesAreRefused(String richer) throws Exception {
        tree("imagenet", "val", "n01", "n02");
        image("imagenet/" + richer + "/n03/a.png");
        String poorer = richer.equals("train") ? "val" : "train";
        assertThatThrownBy(() -> load(new ImageNet()))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(data.resolve("imagenet").resolve(poorer).toString())
                .hasMessageContaining("lacks the class folder 'n03'");
    }

    @Test
    void anEmptyClassIsRefused() throws Exception {
        tree("imagenet", "val", "n01");
        Files.createDirectories(data.resolve("imagenet/train/n02"));
        image("imagenet/val/n02/a.png");
        assertThatThrownBy(() -> load(new ImageNet()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(data.resolve("imagenet/train/n02").toString())
                .hasMessageContaining("has no images");
    }

    @Test
    void aMissingFolderIsNamed() throws Exception {
        assertThatThrownBy(() -> load(new ImageNet()))
                .hasMessageContaining("imagenet")
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> new ImageNet().load(spec("imagenet"), Optional.empty()))
                .hasMessageContaining("SWEEP_DATA");
    }

    @Test
    void theOriginalBinaryIsReadPlaneByPlane() throws Exception {
        cifar10(12);
        ImageDataset read = load(Cifar.CIFAR_10);
        assertThat(read.form()).isEqualTo(ImageDataset.Form.BINARY);
        assertThat(read.train()).hasSize(60);
        assertThat(read.test()).hasSize(12);
        assertThat(read.classes()).hasSize(10).startsWith("name 0");
        LabelledImage image = read.train().get(12 + 7);
        assertThat(image.label()).isEqualTo(7);
        Bitmap decoded = image.source().decode();
        assertThat(decoded.at(31, 5, 0)).isEqualTo(7);
        assertThat(decoded.at(31, 5, 1)).isEqualTo(14);
        assertThat(decoded.at(0, 31, 2)).isEqualTo(21);
    }

    @Test
    void theUnpackedBinaryFilesAreRead() throws Exception {
        cifar10(2);
        Path unpacked = Files.createDirectories(data.resolve("cifar10/cifar-10-batches-bin"));
        for (Path file :
                Files.list(data.resolve("cifar10")).filter(Files::isRegularFile).toList()) {
            Files.move(file, unpacked.resolve(file.getFileName()));
        }
        assertThat(load(Cifar.CIFAR_10).train()).hasSize(10);
    }

    @Test
    void aTruncatedBinaryIsRefused() throws Exception {
        cifar10(3);
        Path file = data.resolve("cifar10/data_batch_4.bin");
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 2 * RECORD_10 + 100));
        assertThatThrownBy(() -> load(Cifar.CIFAR_10))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("not a multiple of the record length 3073");
        Files.delete(file);
        assertThatThrownBy(() -> load(Cifar.CIFAR_10)).hasMessageStartingWith(file.toString());
    }

    @Test
    void aLabelOutOfRangeIsRefused() throws Exception {
        cifar10(3);
        Path file = data.resolve("cifar10/test_batch.bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[RECORD_10] = 10;
        Files.write(file, bytes);
        assertThatThrownBy(() -> load(Cifar.CIFAR_10))
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("record 1 has the label 10, but there are 10 classes");
    }

    @Test
    void missingClassNamesAreReported() throws Exception {
        cifar10(1);
        Files.write(data.resolve("cifar10/batches.meta.txt"), names(9));
        assertThatThrownBy(() -> load(Cifar.CIFAR_10)).hasMessageContaining("has 9 class names instead of 10");
    }

    @Test
    void cifar100HasFineAndCoarseLabels() throws Exception {
        Path folder = Files.createDirectories(data.resolve("cifar100"));
        Files.write(folder.resolve("fine_label_names.txt"), names(100));
        Files.write(folder.resolve("coarse_label_names.txt"), names(20));
        byte[] train = records(15, 2);
        train[4 * RECORD_100] = 19;
        train[4 * RECORD_100 + 1] = 99;
        Files.write(folder.resolve("train.bin"), train);
        Files.write(folder.resolve("test.bin"), records(4, 2));
        ImageDataset fine = load(Cifar.CIFAR_100);
        ImageDataset coarse = load(Cifar.CIFAR_100, "dataset.labels", "coarse");
        assertThat(fine.train().get(4).label()).isEqualTo(99);
        assertThat(fine.classes()).hasSize(100);
        assertThat(coarse.train().get(4).label()).isEqualTo(19);
        assertThat(coarse.classes()).hasSize(20);
        assertThat(fine.train().get(4).source().decode().at(3, 3, 1)).isEqualTo(8);
    }
}
