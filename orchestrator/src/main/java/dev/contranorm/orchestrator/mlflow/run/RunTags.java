package dev.contranorm.orchestrator.mlflow.run;

import dev.contranorm.db.sweep.Sweep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keys of the tags of runs, and the identities by which runs are found again. */
public final class RunTags {
    /** Which trial or cell of which database a run belongs to; runs are found by this tag. */
    public static final String IDENTITY = "contranorm.identity";
    /** {@code trial} or {@code cell}, to filter by. */
    public static final String KIND = "contranorm.kind";

    static final String SWEEP = "contranorm.sweep";
    static final String SWEEP_ID = "contranorm.sweep_id";
    static final String CELL = "contranorm.cell";
    static final String TRIAL_ID = "contranorm.trial_id";
    static final String HASH = "contranorm.hash";
    static final String STATE = "contranorm.state";
    static final String REASON = "contranorm.reason";
    static final String ATTEMPT = "contranorm.attempt";
    static final String REUSED_FROM = "contranorm.reused_from";
    static final String DEVICE = "contranorm.device";
    static final String CODE_VERSION = "contranorm.code_version";
    static final String DATASET_DIGEST = "contranorm.dataset_digest";
    static final String METRIC = "contranorm.metric";

    public static final String DESCRIPTION = "mlflow.note.content";
    static final String USER = "mlflow.user";
    static final String SOURCE_NAME = "mlflow.source.name";
    static final String SOURCE_TYPE = "mlflow.source.type";
    static final String COMMIT = "mlflow.source.git.commit";

    private RunTags() {}

    /**
     * The identity of a trial. Ids start at 1 in every database, so the sweep is identified by the time of its
     * submission and the digest of its definition.
     */
    static String trialIdentity(Sweep sweep, long index) {
        return sweepIdentity(sweep) + "/trial/" + index;
    }

    static String cellIdentity(Sweep sweep, String cellHash) {
        return sweepIdentity(sweep) + "/cell/" + cellHash;
    }

    private static String sweepIdentity(Sweep sweep) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, sweep.createdAt());
        String digest = sweep.submitted().definitionHash();
        return micros + "-" + digest.substring(0, Math.min(12, digest.length()));
    }
}
