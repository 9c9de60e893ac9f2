package dev.contranorm.zoo.trial;

/** The kinds of value that a parameter of a trial can hold. */
public enum ParameterType {
    INTEGER("a whole number"),
    NUMBER("a number"),
    FLAG("true or false"),
    TEXT("a word");

    private final String description;

    ParameterType(String description) {
        this.description = description;
    }

    /** How an error message names the type. */
    public String description() {
        return description;
    }
}
