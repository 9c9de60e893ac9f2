package dev.contranorm.orchestrator.cli.option;

import java.util.HashMap;
import java.util.Map;

/** Parameter values as they are typed: numbers, flags, and everything else as text. */
public final class ParameterValues {
    private ParameterValues() {}

    public static Map<String, Object> values(Map<String, String> words) {
        Map<String, Object> values = new HashMap<>();
        words.forEach((key, word) -> values.put(key, value(word)));
        return values;
    }

    static Object value(String word) {
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        if (word.matches("[-+]?[0-9]{1,18}")) {
            return Long.valueOf(word);
        }
        if (word.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")) {
            return Double.valueOf(word);
        }
        return word;
    }
}
