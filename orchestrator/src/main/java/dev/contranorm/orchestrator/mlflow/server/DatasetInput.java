package dev.contranorm.orchestrator.mlflow.server;

/** The data a run was trained on, as the server shows it. {@code digest}: the server takes at most 36 characters. */
public record DatasetInput(String name, String digest) {
    private static final int LONGEST_DIGEST = 36;
    private static final int SHORTENED = 32;

    public DatasetInput {
        digest = digest.length() <= LONGEST_DIGEST ? digest : digest.substring(0, SHORTENED);
    }
}
