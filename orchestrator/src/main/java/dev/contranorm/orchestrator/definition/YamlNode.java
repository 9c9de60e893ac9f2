package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.regex.Pattern;

/** YAML as it was written, every node with its place. */
sealed interface YamlNode {
    Place place();

    /** Nodes in this one, itself included and aliases counted as often as they are used. */
    long size();

    /** What an error message calls it. */
    String description();

    /** A text, number, flag or nothing. */
    record Scalar(String text, boolean plain, Place place) implements YamlNode {
        private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,19}");
        private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

        @Override
        public long size() {
            return 1;
        }

        @Override
        public String description() {
            return isEmpty() ? "nothing" : "'" + shortened() + "'";
        }

        private String shortened() {
            return text.length() <= 60 ? text : text.substring(0, 57) + "...";
        }

        boolean isEmpty() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        /** The value by YAML's core schema: Boolean, Long, Double or String; a whole double is a Long. */
        Object value() {
            if (!plain) {
                return text;
            }
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return Boolean.valueOf(text);
            }
            if (INTEGER.matcher(text).matches()) {
                try {
                    return Long.valueOf(text);
                } catch (NumberFormatException tooLarge) {
                    return Double.valueOf(text);
                }
            }
            if (DECIMAL.matcher(text).matches()) {
                return TrialSpec.stored(Double.parseDouble(text));
            }
            return text;
        }
    }

    /** A list. */
    record Items(List<YamlNode> items, Place place, long size) implements YamlNode {
        @Override
        public String description() {
            return "a list";
        }
    }

    /** Keys and values, in the order of the text; a key may stand there twice. */
    record Fields(List<Field> fields, Place place, long size) implements YamlNode {
        @Override
        public String description() {
            return "keys and values";
        }
    }

    /** One key and its value. */
    record Field(Scalar key, YamlNode value) {}
}
