package dev.contranorm.zoo.data.text;

/** The parts of a GLUE task with published labels, and their files. */
enum GluePart {
    TRAIN("train.tsv", "train"),
    VALIDATION("dev.tsv", "validation"),
    /** MNLI: genres of the training part. */
    MATCHED("dev_matched.tsv", "validation_matched"),
    /** MNLI: other genres. */
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

    /** The prefix of the file names on the Hub. */
    String hubSplit() {
        return hubSplit;
    }
}
