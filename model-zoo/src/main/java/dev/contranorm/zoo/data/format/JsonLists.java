package dev.contranorm.zoo.data.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.contranorm.zoo.data.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists of objects in a JSON file, as COCO and its followers have them. What is not asked for is never held: such files list
 * hundreds of thousands of pictures, with licences and right holders.
 */
public record JsonLists(Path file, Map<String, List<JsonNode>> lists) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** What is kept of an object beside all that a category says. */
    private static final Set<String> KEPT = Set.of("id", "file_name", "image_id", "category_id");

    private static final String CATEGORIES = "categories";

    /**
     * A file that is an object with these lists.
     *
     * @throws DatasetException when the file cannot be read, or lacks one
     */
    public static JsonLists read(Path file, List<String> wanted) throws DatasetException {
        Map<String, List<JsonNode>> lists = new HashMap<>();
        try (JsonParser parser = parser(file)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("an object is expected at its start");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (wanted.contains(name)) {
                    lists.put(name, list(parser, name.equals(CATEGORIES)));
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException malformed) {
            throw unreadable(file, malformed);
        }
        for (String each : wanted) {
            if (!lists.containsKey(each)) {
                throw new DatasetException(DatasetException.Kind.DAMAGED, file + ": has no list '" + each + "'");
            }
        }
        return new JsonLists(file, lists);
    }

    /** A file that is one list of categories. */
    public static JsonLists whole(Path file, String name) throws DatasetException {
        try (JsonParser parser = parser(file)) {
            parser.nextToken();
            return new JsonLists(file, Map.of(name, list(parser, true)));
        } catch (IOException malformed) {
            throw unreadable(file, malformed);
        }
    }

    private static JsonParser parser(Path file) throws IOException {
        return MAPPER.createParser(Files.newInputStream(file));
    }

    private static List<JsonNode> list(JsonParser parser, boolean everything) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException(
                    "a list is expected at line " + parser.currentLocation().getLineNr());
        }
        List<JsonNode> objects = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            JsonNode object = MAPPER.readTree(parser);
            objects.add(everything ? object : ((ObjectNode) object).retain(KEPT));
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw new IOException(
                    "an object is expected at line " + parser.currentLocation().getLineNr());
        }
        return objects;
    }

    private static DatasetException unreadable(Path file, IOException reason) {
        boolean there = Files.exists(file);
        return new DatasetException(
                there ? DatasetException.Kind.DAMAGED : DatasetException.Kind.MISSING,
                file + (there ? ": cannot be read: " + reason.getMessage() : " is missing"));
    }

    public List<JsonNode> objects(String list) {
        return lists.get(list);
    }

    public long number(JsonNode object, String field) throws DatasetException {
        JsonNode value = object.path(field);
        if (!value.isIntegralNumber()) {
            throw damaged("an object has no whole number '" + field + "': " + object);
        }
        return value.asLong();
    }

    public String text(JsonNode object, String field) throws DatasetException {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw damaged("an object has no text '" + field + "': " + object);
        }
        return value.asText();
    }

    public DatasetException damaged(String problem) {
        return new DatasetException(DatasetException.Kind.DAMAGED, file + ": " + problem);
    }
}
