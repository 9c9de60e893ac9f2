package dev.contranorm.zoo.data.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.Sha256;
import dev.contranorm.zoo.data.format.JsonLists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * iNaturalist with the lists that its authors publish: {@code train<year>.json} and {@code val<year>.json} with {@code images}
 * (id, file_name), {@code annotations} (image_id, category_id) and {@code categories}; and {@code categories.json}, a list of
 * categories with all levels, which takes precedence over those in the lists, since the published lists of some years hide the
 * names. As in DeiT's {@code datasets.py}, the classes are the distinct values of one level, numbered by first appearance in
 * the training annotations. An image is at its file_name, or at that path without the folder of its kind.
 *
 * @param folder folder of the lists and the images
 * @param year year of the lists
 * @param level level of the categories that defines the classes, one of {@link #LEVELS}
 */
record INaturalistLists(Path folder, String year, String level) {
    /** The levels of a category, from its name up. */
    static final List<String> LEVELS =
            List.of("name", "genus", "family", "order", "class", "phylum", "kingdom", "supercategory");

    ImageDataset read() throws DatasetException {
        JsonLists train = lists("train");
        JsonLists val = lists("val");
        Map<Long, String> valueOf = values(train);
        Map<String, Integer> labels = new LinkedHashMap<>();
        for (JsonNode annotation : train.objects("annotations")) {
            labels.putIfAbsent(value(valueOf, category(train, annotation), train), labels.size());
        }
        Sha256 digest = new Sha256();
        return new ImageDataset(
                "inaturalist",
                ImageDataset.Form.LISTED,
                List.copyOf(labels.keySet()),
                images(train, valueOf, labels, digest),
                images(val, valueOf, labels, digest),
                digest.hex());
    }

    private JsonLists lists(String part) throws DatasetException {
        return JsonLists.read(folder.resolve(part + year + ".json"), List.of("images", "annotations", "categories"));
    }

    /** The value of the level for every category. */
    private Map<Long, String> values(JsonLists train) throws DatasetException {
        Path whole = folder.resolve("categories.json");
        JsonLists source = Files.exists(whole) ? JsonLists.whole(whole, "categories") : train;
        Map<Long, String> values = new HashMap<>();
        for (JsonNode category : source.objects("categories")) {
            // The published loader uses the position in the list, which equals the id.
            long id = category.has("id") ? source.number(category, "id") : values.size();
            if (!category.path(level).isTextual()) {
                List<String> known = LEVELS.stream().filter(category::has).toList();
                throw source.damaged("category " + id + " has no " + level + ", only " + String.join(", ", known)
                        + "; set dataset.category to one of these, or get categories.json, which has all levels");
            }
            values.put(id, category.path(level).asText());
        }
        return values;
    }

    private static long category(JsonLists lists, JsonNode annotation) throws DatasetException {
        return lists.number(annotation, "category_id");
    }

    private static String value(Map<Long, String> valueOf, long category, JsonLists lists) throws DatasetException {
        String value = valueOf.get(category);
        if (value == null) {
            throw lists.damaged(
                    "an annotation names category " + category + ", which is not in any list of categories");
        }
        return value;
    }

    private List<LabelledImage> images(
            JsonLists lists, Map<Long, String> valueOf, Map<String, Integer> labels, Sha256 digest)
            throws DatasetException {
        Map<Long, Long> categoryOf = new HashMap<>();
        for (JsonNode annotation : lists.objects("annotations")) {
            categoryOf.put(lists.number(annotation, "image_id"), category(lists, annotation));
        }
        List<LabelledImage> images = new ArrayList<>();
        for (JsonNode image : lists.objects("images")) {
            String name = lists.text(image, "file_name");
            Long category = categoryOf.get(lists.number(image, "id"));
            if (category == null) {
                throw lists.damaged("no annotation for image " + name);
            }
            String value = value(valueOf, category, lists);
            Integer label = labels.get(value);
            if (label == null) {
                throw lists.damaged(name + " has " + level + " '" + value + "', which no training image has");
            }
            Path file = place(lists, name);
            images.add(new LabelledImage(() -> ImageFile.decode(file), label));
            digest.add(name + ' ' + label + ' ' + file.toFile().length() + '\n');
        }
        if (images.isEmpty()) {
            throw lists.damaged("its list of images is empty");
        }
        return images;
    }

    private Path place(JsonLists lists, String name) throws DatasetException {
        Path published = folder.resolve(name).normalize();
        if (!published.startsWith(folder.normalize())) {
            throw lists.damaged("the file_name " + name + " points outside the folder");
        }
        if (Files.isRegularFile(published)) {
            return published;
        }
        String[] parts = name.split("/");
        Path flat =
                parts.length == 4 ? folder.resolve(parts[0]).resolve(parts[2]).resolve(parts[3]) : published;
        if (Files.isRegularFile(flat)) {
            return flat;
        }
        throw new DatasetException(
                DatasetException.Kind.MISSING,
                lists.file() + ": names " + name + ", but " + published
                        + " is missing; unpack the images beside the lists");
    }
}
