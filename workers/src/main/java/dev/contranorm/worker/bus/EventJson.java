package dev.contranorm.worker.bus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.contranorm.zoo.train.loop.Provenance;
import dev.contranorm.zoo.train.loop.ResourceUsage;
import dev.contranorm.zoo.train.task.MetricPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link TrialEvent} as JSON: {@code schemas/trial-event.v1.json}. */
final class EventJson {
    /** The values of the field {@code type}. */
    private enum Type {
        STARTED,
        MEASURED,
        HEARTBEAT,
        CHECKPOINTED,
        FINISHED,
        FAILED,
        RELEASED
    }

    private EventJson() {}

    static ObjectNode write(TrialEvent event, ObjectNode out) {
        out.put("type", MessageFields.label(type(event)));
        out.put("trialId", event.trialId());
        out.put("sweepId", event.sweepId());
        out.put("attempt", event.attempt());
        out.put("sequence", event.sequence());
        out.put("worker", event.worker());
        out.put("at", event.at().toString());
        if (event instanceof TrialEvent.Started started) {
            write(started.provenance(), out.putObject("provenance"));
            out.put("epochs", started.epochs()).put("firstEpoch", started.firstEpoch());
        } else if (event instanceof TrialEvent.Measured measured) {
            out.put("epoch", measured.epoch());
            write(measured.points(), out.putArray("points"));
        } else if (event instanceof TrialEvent.Checkpointed checkpointed) {
            out.put("epoch", checkpointed.epoch()).put("location", checkpointed.location());
            out.put("bytes", checkpointed.bytes()).put("sha256", checkpointed.sha256());
        } else if (event instanceof TrialEvent.Finished finished) {
            out.put("stoppedEarly", finished.stoppedEarly()).put("epochs", finished.epochs());
            ObjectNode metrics = out.putObject("metrics");
            finished.metrics().forEach((name, value) -> put(metrics, name, value));
            write(finished.usage(), out.putObject("usage"));
        } else if (event instanceof TrialEvent.Failed failed) {
            out.put("kind", MessageFields.label(failed.kind()));
            out.put("reason", failed.reason()).put("detail", failed.detail());
        } else if (event instanceof TrialEvent.Released released) {
            out.put("reason", released.reason());
            out.put("again", released.again());
        }
        return out;
    }

    private static Type type(TrialEvent event) {
        // A switch over a sealed type needs Java 21; the constants have the records' names.
        return Type.valueOf(event.getClass().getSimpleName().toUpperCase(Locale.ROOT));
    }

    private static void write(Provenance provenance, ObjectNode out) {
        out.put("datasetDigest", provenance.datasetDigest()).put("codeVersion", provenance.codeVersion());
        ObjectNode libraries = out.putObject("libraries");
        provenance.libraries().forEach(libraries::put);
        out.put("device", provenance.device()).put("threads", provenance.threads());
    }

    private static void write(List<MetricPoint> points, ArrayNode out) {
        for (MetricPoint point : points) {
            put(out.addObject().put("name", point.name()).put("step", point.step()), "value", point.value());
        }
    }

    private static void write(ResourceUsage usage, ObjectNode out) {
        put(out, "wallMillis", usage.wallMillis());
        put(out, "cpuMillis", usage.cpuMillis());
        put(out, "peakResidentMegabytes", usage.peakResidentMegabytes());
    }

    private static void put(ObjectNode out, String name, double value) {
        if (Double.isFinite(value)) {
            out.put(name, value);
        } else {
            out.put(name, Double.toString(value));
        }
    }

    static TrialEvent read(MessageFields in) throws MalformedMessageException {
        Type type = in.constant("type", Type.class);
        Origin origin = new Origin(
                in.number("trialId", 1),
                in.number("sweepId", 1),
                in.integer("attempt", 1),
                in.number("sequence", 1),
                in.text("worker"),
                in.instant("at"));
        return switch (type) {
            case STARTED ->
                new TrialEvent.Started(
                        origin,
                        provenance(in.object("provenance")),
                        in.integer("epochs", 0),
                        in.integer("firstEpoch", 0));
            case MEASURED -> new TrialEvent.Measured(origin, in.integer("epoch", 0), points(in));
            case HEARTBEAT -> new TrialEvent.Heartbeat(origin);
            case CHECKPOINTED ->
                new TrialEvent.Checkpointed(
                        origin, in.integer("epoch", 0), in.text("location"), in.number("bytes", 0), in.text("sha256"));
            case FINISHED ->
                new TrialEvent.Finished(
                        origin,
                        in.flag("stoppedEarly"),
                        in.integer("epochs", 0),
                        in.decimals("metrics"),
                        usage(in.object("usage")));
            case FAILED ->
                new TrialEvent.Failed(
                        origin, in.constant("kind", FailureKind.class), in.text("reason"), in.text("detail"));
            case RELEASED -> new TrialEvent.Released(origin, in.text("reason"), in.flag("again"));
        };
    }

    private static Provenance provenance(MessageFields in) throws MalformedMessageException {
        return new Provenance(
                in.text("datasetDigest"),
                in.text("codeVersion"),
                in.texts("libraries"),
                in.text("device"),
                in.integer("threads", 0));
    }

    private static List<MetricPoint> points(MessageFields in) throws MalformedMessageException {
        List<MetricPoint> points = new ArrayList<>();
        for (MessageFields point : in.objects("points")) {
            points.add(new MetricPoint(point.text("name"), point.number("step", 0), point.decimal("value")));
        }
        return points;
    }

    private static ResourceUsage usage(MessageFields in) throws MalformedMessageException {
        return new ResourceUsage(
                in.decimal("wallMillis"), in.decimal("cpuMillis"), in.decimal("peakResidentMegabytes"));
    }
}
