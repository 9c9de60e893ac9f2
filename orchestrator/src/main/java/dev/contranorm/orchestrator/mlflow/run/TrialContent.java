package dev.contranorm.orchestrator.mlflow.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.Attempt;
import dev.contranorm.db.trial.ResourceUsage;
import dev.contranorm.db.trial.TrialDetail;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.mlflow.server.DatasetInput;
import dev.contranorm.orchestrator.mlflow.server.Measurement;
import dev.contranorm.orchestrator.mlflow.server.MlflowKey;
import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import dev.contranorm.orchestrator.mlflow.server.RunStatus;
import dev.contranorm.zoo.trial.TrialSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The run of one trial. */
public final class TrialContent {
    private static final Pattern COMMIT = Pattern.compile("(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])");

    private final Sweep sweep;
    private final TrialDetail trial;
    private final SortedMap<String, String> params;
    private final JsonNode provenance;

    private TrialContent(Sweep sweep, TrialDetail trial) {
        this.sweep = sweep;
        this.trial = trial;
        this.params = SpecParams.ofTrial(trial.spec().json());
        this.provenance = lastAttempt()
                .flatMap(Attempt::provenance)
                .map(RunArtifacts::json)
                .orElse(RunArtifacts.json("{}"));
    }

    public static RunContent of(Sweep sweep, TrialDetail trial, MlflowSettings settings) {
        return new TrialContent(sweep, trial).content(settings);
    }

    private RunContent content(MlflowSettings settings) {
        return new RunContent(
                RunTags.trialIdentity(sweep, trial.index()),
                name(),
                lifetime(),
                tags(settings.user()),
                params,
                dataset(),
                new RunResults(
                        finalMetrics(),
                        RunArtifacts.ofTrial(trial),
                        CheckpointFiles.of(trial, settings.checkpointBytes())));
    }

    /** What tells trials apart: dataset, backbone, depth, norm, split and seed. */
    private String name() {
        StringBuilder name =
                new StringBuilder(trial.spec().dataset() + " " + trial.spec().backbone());
        if (params.containsKey("depth")) {
            name.append(" L").append(params.get("depth"));
        }
        name.append(' ').append(trial.spec().norm());
        if (params.containsKey(TrialSpec.SPLIT)) {
            name.append(" split ").append(params.get(TrialSpec.SPLIT));
        }
        return name.append(" seed ").append(trial.spec().seed()).toString();
    }

    private RunLifetime lifetime() {
        RunStatus status = status(trial.status().state());
        Instant start = trial.times().startedAt().orElse(trial.times().createdAt());
        return new RunLifetime(
                start, status.ended() ? Optional.of(trial.times().endedAt().orElse(start)) : Optional.empty(), status);
    }

    private static RunStatus status(TrialState state) {
        return switch (state) {
            case PENDING, QUEUED -> RunStatus.SCHEDULED;
            case RUNNING -> RunStatus.RUNNING;
            case SUCCEEDED, STOPPED -> RunStatus.FINISHED;
            case FAILED -> RunStatus.FAILED;
            case CANCELLED -> RunStatus.KILLED;
        };
    }

    private SortedMap<String, String> tags(String user) {
        SortedMap<String, String> tags = new TreeMap<>();
        tags.put(RunTags.IDENTITY, RunTags.trialIdentity(sweep, trial.index()));
        tags.put(RunTags.KIND, "trial");
        tags.put(RunTags.SWEEP, sweep.name());
        tags.put(RunTags.SWEEP_ID, Long.toString(sweep.id()));
        tags.put(RunTags.TRIAL_ID, Long.toString(trial.id()));
        tags.put(RunTags.CELL, trial.spec().cellHash());
        tags.put(RunTags.HASH, trial.spec().hash());
        tags.put(RunTags.STATE, trial.status().state().label());
        tags.put(RunTags.ATTEMPT, Integer.toString(trial.attempt()));
        tags.put(RunTags.USER, user);
        tags.put(RunTags.SOURCE_NAME, "sweep " + sweep.name());
        tags.put(RunTags.SOURCE_TYPE, "JOB");
        tags.put(RunTags.DESCRIPTION, RunDescription.ofTrial(sweep, trial));
        // Empty when there is none, to replace the reason of an earlier state.
        tags.put(
                RunTags.REASON,
                TruncatedText.of(
                        RunDescription.MAX_LENGTH, trial.status().reason().orElse(""), RunArtifacts.FAILURE));
        trial.status().reusedFrom().ifPresent(original -> tags.put(RunTags.REUSED_FROM, Long.toString(original)));
        provenanceTags(tags);
        return tags;
    }

    private void provenanceTags(SortedMap<String, String> tags) {
        String codeVersion = provenance.path("codeVersion").asText("");
        putIfPresent(tags, RunTags.DEVICE, provenance.path("device").asText(""));
        putIfPresent(
                tags, RunTags.DATASET_DIGEST, provenance.path("datasetDigest").asText(""));
        putIfPresent(tags, RunTags.CODE_VERSION, codeVersion);
        Matcher commit = COMMIT.matcher(codeVersion);
        if (commit.find()) {
            tags.put(RunTags.COMMIT, commit.group());
        }
    }

    private static void putIfPresent(SortedMap<String, String> tags, String key, String value) {
        if (!value.isEmpty()) {
            tags.put(key, value);
        }
    }

    private Optional<DatasetInput> dataset() {
        String digest = provenance.path("datasetDigest").asText("");
        return digest.isEmpty()
                ? Optional.empty()
                : Optional.of(new DatasetInput(trial.spec().dataset(), digest));
    }

    /**
     * The final values and the cost of the trial. Final values have keys of their own, because a protocol may take them
     * at another epoch than the last.
     */
    private List<Measurement> finalMetrics() {
        if (!trial.status().state().hasResult()) {
            return List.of();
        }
        long at = trial.times().endedAt().orElse(trial.times().createdAt()).toEpochMilli();
        List<Measurement> metrics = new ArrayList<>();
        trial.status()
                .metrics()
                .forEach(
                        (metric, value) -> metrics.add(new Measurement(MlflowKey.of("final/" + metric), value, at, 0)));
        lastAttempt().flatMap(Attempt::usage).ifPresent(usage -> metrics.addAll(cost(usage, at)));
        return metrics;
    }

    private static List<Measurement> cost(ResourceUsage usage, long at) {
        return List.of(
                new Measurement("cost/wall_millis", usage.wallMillis(), at, 0),
                new Measurement("cost/cpu_millis", usage.cpuMillis(), at, 0),
                new Measurement("cost/peak_resident_megabytes", usage.peakResidentMegabytes(), at, 0));
    }

    private Optional<Attempt> lastAttempt() {
        return trial.attempts().stream().max(Comparator.comparingInt(Attempt::number));
    }
}
