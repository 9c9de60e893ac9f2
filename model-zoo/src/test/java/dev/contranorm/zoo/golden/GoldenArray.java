package dev.contranorm.zoo.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.data.format.NumpyArray;
import java.util.stream.IntStream;

/**
 * An array of the golden vectors, row-major; a scalar has no dimensions. Values may be non-finite.
 *
 * @param type {@code f32}, {@code i64}… in JSON; {@code f4}, {@code i8}… in npz
 */
public record GoldenArray(String type, int[] shape, double[] data) {
    static GoldenArray of(JsonNode node) {
        if (!node.isObject()) {
            return new GoldenArray("f64", new int[0], new double[] {number(node)});
        }
        int[] shape = IntStream.range(0, node.get("shape").size())
                .map(k -> node.get("shape").get(k).asInt())
                .toArray();
        double[] data = IntStream.range(0, node.get("data").size())
                .mapToDouble(k -> number(node.get("data").get(k)))
                .toArray();
        return new GoldenArray(node.get("dtype").asText(), shape, data);
    }

    static GoldenArray of(NumpyArray array) {
        return new GoldenArray(array.type(), array.shape(), array.numbers());
    }

    private static double number(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return switch (node.asText()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException(node + " is not a number");
        };
    }

    public float[] floats() {
        float[] floats = new float[data.length];
        for (int k = 0; k < floats.length; k++) {
            floats[k] = (float) data[k];
        }
        return floats;
    }

    public int[] integers() {
        return java.util.Arrays.stream(data).mapToInt(value -> (int) value).toArray();
    }

    public boolean[] flags() {
        boolean[] flags = new boolean[data.length];
        for (int k = 0; k < flags.length; k++) {
            flags[k] = data[k] != 0;
        }
        return flags;
    }

    /** The largest finite magnitude, to which tolerances are relative. */
    public double magnitude() {
        double largest = 0;
        for (double value : data) {
            largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        return largest;
    }
}
