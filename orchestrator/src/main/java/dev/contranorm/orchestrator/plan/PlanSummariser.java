package dev.contranorm.orchestrator.plan;

import dev.contranorm.orchestrator.definition.Axis;
import dev.contranorm.orchestrator.definition.Condition;
import dev.contranorm.orchestrator.definition.Domain;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.orchestrator.plan.PlanSummary.AxisValues;
import dev.contranorm.orchestrator.plan.PlanSummary.Estimate;
import dev.contranorm.zoo.trial.TrialSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Summarises a plan in one pass over its trials. */
final class PlanSummariser {
    private static final int BATCH = 1000;
    private static final int SHOWN = 12;

    private final Plan plan;
    private final History history;
    private long known;
    private long measured;
    private long unmeasured;
    private Duration total = Duration.ZERO;

    PlanSummariser(Plan plan, History history) {
        this.plan = plan;
        this.history = history;
    }

    PlanSummary summary() {
        if (history != History.NONE) {
            Iterator<TrialSpec> specs = plan.specs(0).iterator();
            Map<String, TrialSpec> batch = new LinkedHashMap<>();
            while (specs.hasNext()) {
                TrialSpec spec = specs.next();
                batch.put(spec.hash(), spec);
                if (batch.size() == BATCH || !specs.hasNext()) {
                    add(batch);
                    batch.clear();
                }
            }
        }
        return new PlanSummary(plan.definition().name(), plan.cells(), plan.trials(), axes(), known, estimate());
    }

    private void add(Map<String, TrialSpec> batch) {
        Set<String> succeeded = history.succeeded(batch.keySet());
        String cell = "";
        Optional<Duration> typical = Optional.empty();
        for (Map.Entry<String, TrialSpec> trial : batch.entrySet()) {
            if (succeeded.contains(trial.getKey())) {
                known++;
                continue;
            }
            // Seeds of one cell are adjacent and take the same time.
            String here = trial.getValue().cellHash();
            typical = here.equals(cell) ? typical : history.typical(trial.getValue());
            cell = here;
            if (typical.isPresent()) {
                measured++;
                total = total.plus(typical.get());
            } else {
                unmeasured++;
            }
        }
    }

    private Optional<Estimate> estimate() {
        if (measured == 0) {
            return Optional.empty();
        }
        double share = (double) (measured + unmeasured) / measured;
        return Optional.of(new Estimate(Duration.ofMillis(Math.round(total.toMillis() * share)), measured, unmeasured));
    }

    private List<AxisValues> axes() {
        SweepDefinition definition = plan.definition();
        List<AxisValues> axes = new ArrayList<>();
        axes.add(new AxisValues("protocol", words(definition.protocols()), ""));
        for (Axis axis : definition.axes()) {
            axes.add(new AxisValues(axis.key(), words(axis.domain()), words(axis.when())));
        }
        axes.add(new AxisValues("seed", words(definition.seeds()), ""));
        return axes;
    }

    private static String words(Domain domain) {
        if (domain instanceof Domain.Values list) {
            return words(list.values());
        }
        Domain.Interval interval = (Domain.Interval) domain;
        return Domain.stored(interval.min()) + " to " + Domain.stored(interval.max())
                + (interval.logarithmic() ? " (log)" : "") + (interval.whole() ? " (whole)" : "");
    }

    private static String words(List<?> values) {
        if (values.size() <= SHOWN) {
            return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return values.get(0) + ", " + values.get(1) + ", " + values.get(2) + ", … " + values.get(values.size() - 1)
                + " (" + values.size() + " values)";
    }

    private static String words(Condition when) {
        return when.values().entrySet().stream()
                .map(entry -> entry.getKey() + " = "
                        + entry.getValue().stream().map(String::valueOf).collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(" and "));
    }
}
