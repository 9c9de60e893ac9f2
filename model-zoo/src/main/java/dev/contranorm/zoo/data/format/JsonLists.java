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
 * Lists of objects in a JSON file, in the style of COCO. Only the requested lists and fields are held in memory: such files
 * list hundreds of thousands of images, with licences and rights holders.
 */
public record JsonLists(Path file, Map<String, List<JsonNode>> lists) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** The fields of an object that are kept, in addition to all fields of a category. */
    private static final Set<String> KEPT = Set.of("id", "file_name", "image_id", "category_id");

    private static final String CATEGORIES = "categories";

    /**
     * Reads a file that is an object with these lists.
     *
     * @throws DatasetException if the file cannot be read, or a list is missing
     */
    public static JsonLists read(Path file, List<String> wanted) throws DatasetException {
        Map<String, List<JsonNode>> lists = new HashMap<>();
        try (JsonParser parser = parser(file)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("expected an object at its start");
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

    /** Reads a file that is one list of categories. */
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
                    "expected a list at line " + parser.currentLocation().getLineNr());
        }
        List<JsonNode> objects = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            JsonNode object = MAPPER.readTree(parser);
            objects.add(everything ? object : ((ObjectNode) object).retain(KEPT));
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw new IOException(
                    "expected an object at line " + parser.currentLocation().getLineNr());
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
            throw damaged("an object has no integer '" + field + "': " + object);
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
