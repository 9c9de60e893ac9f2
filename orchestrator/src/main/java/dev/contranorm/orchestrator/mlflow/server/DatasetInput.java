package dev.contranorm.orchestrator.mlflow.server;

/**
 * The dataset of a run, as the server shows it.
 *
 * @param digest the server accepts at most 36 characters; a longer one is cut to 32
 */
public record DatasetInput(String name, String digest) {
    private static final int MAX_DIGEST_LENGTH = 36;
    private static final int SHORTENED_LENGTH = 32;

    public DatasetInput {
        digest = digest.length() <= MAX_DIGEST_LENGTH ? digest : digest.substring(0, SHORTENED_LENGTH);
    }
}
