package dev.contranorm.zoo.data.image.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares with Pillow's results for the same images, byte for byte; {@code pillow.py} beside {@code pillow.json} wrote them.
 */
class PillowTest {
    private static final Colour FILL = new Colour(124, 116, 104);

    static Stream<Arguments> cases() throws IOException {
        JsonNode file = new ObjectMapper().readTree(PillowTest.class.getResourceAsStream("pillow.json"));
        return StreamSupport.stream(file.get("cases").spliterator(), false)
                .map(each -> Arguments.of(
                        each.get("operation").asText() + each.get("arguments") + " of the "
                                + each.get("input").asText(),
                        each,
                        bitmap(file.get("inputs").get(each.get("input").asText()))));
    }

    private static Bitmap bitmap(JsonNode node) {
        return new Bitmap(
                node.get("width").asInt(),
                node.get("height").asInt(),
                Base64.getDecoder().decode(node.get("rgb").asText()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyByteIsPillows(String name, JsonNode wanted, Bitmap input) {
        Bitmap output = apply(wanted.get("operation").asText(), wanted.get("arguments"), input);
        Bitmap expected = bitmap(wanted.get("output"));
        assertThat(output.width()).isEqualTo(expected.width());
        assertThat(output.height()).isEqualTo(expected.height());
        assertThat(output.values()).isEqualTo(expected.values());
    }

    private static Bitmap apply(String operation, JsonNode arguments, Bitmap in) {
        double first = arguments.path(0).asDouble();
        return switch (operation) {
            case "resize" -> Resize.bicubic(in, (int) first, arguments.get(1).asInt());
            case "rotate" -> Affine.rotate(first, in.width(), in.height()).apply(in, FILL);
            case "shearX" -> Affine.shearX(first).apply(in, FILL);
            case "shearY" -> Affine.shearY(first).apply(in, FILL);
            case "translateX" -> Affine.translateX(first).apply(in, FILL);
            case "translateY" -> Affine.translateY(first).apply(in, FILL);
            case "autoContrast" -> Levels.autoContrast(in);
            case "equalize" -> Levels.equalize(in);
            case "invert" -> Levels.invert(in);
            case "posterize" -> Levels.posterize(in, (int) first);
            case "solarize" -> Levels.solarize(in, (int) first);
            case "solarizeAdd" -> Levels.solarizeAdd(in, (int) first);
            case "colour" -> Enhancement.COLOUR.apply(in, first);
            case "contrast" -> Enhancement.CONTRAST.apply(in, first);
            case "brightness" -> Enhancement.BRIGHTNESS.apply(in, first);
            case "sharpness" -> Enhancement.SHARPNESS.apply(in, first);
            default -> throw new AssertionError("no test for " + operation);
        };
    }
}
