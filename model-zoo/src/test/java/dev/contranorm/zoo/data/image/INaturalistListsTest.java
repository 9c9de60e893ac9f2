package dev.contranorm.zoo.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.InvalidTrialException;
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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** iNaturalist's lists: four training images, of categories 2, 0, 1 and 2, and two for evaluation. */
class INaturalistListsTest {
    private static final String TRAIN =
            """
            {"info": {"year": 2018, "licences": [[{"a": 1}]]},
             "images": [
               {"id": 10, "license": 3, "file_name": "train_val2018/Aves/2/a.png", "rights_holder": "Ann", "width": 3},
               {"id": 11, "file_name": "train_val2018/Plantae/0/b.png"},
               {"id": 12, "file_name": "train_val2018/Plantae/1/c.png"},
               {"id": 13, "file_name": "train_val2018/Aves/2/d.png"}],
             "categories": [{"id": 0, "name": "0", "supercategory": "Plantae"},
               {"id": 1, "name": "1", "supercategory": "Plantae"}, {"id": 2, "name": "2", "supercategory": "Aves"}],
             "annotations": [{"id": 0, "image_id": 13, "category_id": 2}, {"id": 1, "image_id": 11, "category_id": 0},
               {"id": 2, "image_id": 12, "category_id": 1}, {"id": 3, "image_id": 10, "category_id": 2}]}
            """;
    private static final String VAL =
            """
            {"images": [{"id": 20, "file_name": "train_val2018/Plantae/1/e.png"},
               {"id": 21, "file_name": "train_val2018/Aves/2/f.png"}],
             "categories": [],
             "annotations": [{"image_id": 21, "category_id": 2}, {"image_id": 20, "category_id": 1}]}
            """;
    private static final String ALL_LEVELS =
            """
            [{"id": 0, "name": "Acer rubrum", "genus": "Acer", "kingdom": "Plantae"},
             {"id": 1, "name": "Acer saccharum", "genus": "Acer", "kingdom": "Plantae"},
             {"id": 2, "name": "Corvus corax", "genus": "Corvus", "kingdom": "Animalia"}]
            """;

    @TempDir
    Path data;

    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(data.resolve("inaturalist"));
        Files.writeString(folder.resolve("train2018.json"), TRAIN);
        Files.writeString(folder.resolve("val2018.json"), VAL);
        for (String name : List.of("Aves/2/a", "Plantae/0/b", "Plantae/1/c", "Aves/2/d", "Plantae/1/e", "Aves/2/f")) {
            image("train_val2018/" + name + ".png");
        }
    }

    private void image(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    private static TrialSpec spec(String... changes) {
        Map<String, Object> values = new HashMap<>(
                Map.of("dataset", "inaturalist", "backbone", "deit-tiny", "norm", "none", "dataset.layout", "2018"));
        for (int k = 0; k < changes.length; k += 2) {
            values.put(changes[k], changes[k + 1]);
        }
        return Catalogue.load().resolve(values, Protocol.PAPER, 0);
    }

    private ImageDataset load(String... changes) throws DatasetException {
        return new INaturalist().load(spec(changes), Optional.of(data));
    }

    private static List<Integer> labels(List<LabelledImage> images) {
        return images.stream().map(LabelledImage::label).toList();
    }

    @Test
    void classesAreNumberedAsTheTrainingAnnotationsMentionThem() throws Exception {
        ImageDataset read = load();

        assertThat(read.form()).isEqualTo(ImageDataset.Form.LISTED);
        assertThat(read.classes()).containsExactly("2", "0", "1");
        assertThat(labels(read.train())).containsExactly(0, 1, 2, 0);
        assertThat(labels(read.test())).containsExactly(2, 0);
        assertThat(read.train().get(3).source().decode().width()).isEqualTo(3);
        assertThat(load().digest()).isEqualTo(read.digest());
    }

    @ParameterizedTest
    @CsvSource({"name, Corvus corax|Acer rubrum|Acer saccharum", "genus, Corvus|Acer", "kingdom, Animalia|Plantae"})
    void aLevelDefinesTheClasses(String level, String classes) throws Exception {
        Files.writeString(folder.resolve("categories.json"), ALL_LEVELS);

        ImageDataset read = load("dataset.category", level);

        assertThat(read.classes()).containsExactly(classes.split("\\|"));
        assertThat(labels(read.train())).containsExactly(0, 1, level.equals("name") ? 2 : 1, 0);
        assertThat(labels(read.test())).containsExactly(level.equals("name") ? 2 : 1, 0);
    }

    @Test
    void aLevelMissingFromTheListsIsNamed() throws Exception {
        assertThat(load("dataset.category", "supercategory").classes()).containsExactly("Aves", "Plantae");
        assertThatThrownBy(() -> load("dataset.category", "phylum"))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(folder.resolve("train2018.json").toString())
                .hasMessageContaining("category 0 has no phylum, only name, supercategory")
                .hasMessageContaining("get categories.json");
        assertThatThrownBy(() -> spec("dataset.category", "kingdoms"))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining("dataset.category: 'kingdoms' is unknown (did you mean 'kingdom'?)");
    }

    @Test
    void imagesMayOmitTheFolderOfTheirKind() throws Exception {
        String digest = load().digest();
        Path flat = Files.createDirectories(folder.resolve("train_val2018/2"));
        Files.move(folder.resolve("train_val2018/Aves/2/a.png"), flat.resolve("a.png"));

        assertThat(load().train().get(0).source().decode().width()).isEqualTo(3);
        assertThat(load().digest()).isEqualTo(digest);

        Files.delete(flat.resolve("a.png"));
        assertThatThrownBy(this::load)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("names train_val2018/Aves/2/a.png")
                .hasMessageContaining("unpack the images")
                .extracting(thrown -> ((DatasetException) thrown).kind())
                .isEqualTo(DatasetException.Kind.MISSING);
    }

    @Test
    void foldersCanBeReadInsteadOfLists() throws Exception {
        for (String part : List.of("train", "val")) {
            image(part + "/Aves/2/a.png");
        }
        assertThat(load("dataset.layout", "folders").classes()).containsExactly("Aves/2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"image_id\": 12 | \"image_id\": 99 | no annotation for image train_val2018/Plantae/1/c.png",
                "\"category_id\": 1 | \"category_id\": 7 | names category 7, which is not in any list of categories",
                "\"id\": 11 | \"id\": \"11\" | has no integer 'id'",
                "\"file_name\" | \"name\" | has no text 'file_name'",
                "\"annotations\" | \"notes\" | has no list 'annotations'",
                "train_val2018/Aves/2/a.png | ../../a.png | points outside the folder",
                "\"images\": [ | \"images\": [5, | expected an object",
                "2}]} | 2} | cannot be read"
            })
    void listsThatDoNotFitAreNamed(String from, String to, String problem) throws Exception {
        Path file = folder.resolve("train2018.json");
        Files.writeString(file, TRAIN.replace(from, to));
        assertThatThrownBy(this::load)
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem)
                .extracting(thrown -> ((DatasetException) thrown).kind())
                .isEqualTo(DatasetException.Kind.DAMAGED);
    }

    @Test
    void aClassThatIsNeverTrainedAndAMissingListAreNamed() throws Exception {
        Files.writeString(folder.resolve("train2018.json"), TRAIN.replace("\"category_id\": 1", "\"category_id\": 0"));
        assertThatThrownBy(this::load)
                .hasMessageStartingWith(folder.resolve("val2018.json").toString())
                .hasMessageContaining("has name '1', which no training image has");
        assertThatThrownBy(() -> load("dataset.layout", "2019"))
                .hasMessageStartingWith(folder.resolve("train2019.json").toString())
                .hasMessageContaining("is missing");
    }
}
