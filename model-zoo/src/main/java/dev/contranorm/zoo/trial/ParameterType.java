package dev.contranorm.zoo.trial;

/** The types of a trial's parameters. */
public enum ParameterType {
    INTEGER("a whole number"),
    NUMBER("a number"),
    FLAG("true or false"),
    TEXT("a word");

    private final String description;

    ParameterType(String description) {
        this.description = description;
    }

    /** The name of the type in error messages. */
    public String description() {
        return description;
    }
}
