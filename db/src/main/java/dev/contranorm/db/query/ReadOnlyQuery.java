package dev.contranorm.db.query;

/** Runs one SELECT of a person in a read-only transaction, for at most 30 seconds. */
public final class ReadOnlyQuery {
    /**
     * @param sql one SELECT, WITH, VALUES or TABLE statement
     * @param limit most rows that are returned, at least 1
     * @throws InvalidQueryException when the statement is wrong (with its place), writes, takes too long, or is several
     */
    public Rows run(String sql, int limit) {
        throw new UnsupportedOperationException("not written yet");
    }
}
