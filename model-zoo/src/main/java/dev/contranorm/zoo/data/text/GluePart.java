package dev.contranorm.zoo.data.text;

/** The parts of a GLUE task whose labels are published, and the files that hold them. */
enum GluePart {
    TRAIN("train.tsv", "train"),
    VALIDATION("dev.tsv", "validation"),
    /** MNLI: genres that the training part has. */
    MATCHED("dev_matched.tsv", "validation_matched"),
    /** MNLI: genres that it does not have. */
    MISMATCHED("dev_mismatched.tsv", "validation_mismatched");

    private final String originalFile;
    private final String hubSplit;

    GluePart(String originalFile, String hubSplit) {
        this.originalFile = originalFile;
        this.hubSplit = hubSplit;
    }

    /** The name of the original file. */
    String originalFile() {
        return originalFile;
    }

    /** The beginning of the names of the Hub's files. */
    String hubSplit() {
        return hubSplit;
    }
}
