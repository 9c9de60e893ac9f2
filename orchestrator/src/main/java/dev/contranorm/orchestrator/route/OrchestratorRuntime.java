package dev.contranorm.orchestrator.route;

import dev.contranorm.db.Database;
import dev.contranorm.orchestrator.http.HttpApi;
import dev.contranorm.orchestrator.http.HttpUnavailableException;
import dev.contranorm.orchestrator.lifecycle.ExpandSweeps;
import dev.contranorm.orchestrator.lifecycle.ExpireLostTrials;
import dev.contranorm.orchestrator.lifecycle.FinishSweeps;
import dev.contranorm.orchestrator.lifecycle.MeasureSweeps;
import dev.contranorm.orchestrator.lifecycle.PeriodicTask;
import dev.contranorm.orchestrator.lifecycle.PlanCache;
import dev.contranorm.orchestrator.lifecycle.ProjectResults;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.zoo.trial.Catalogue;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The running orchestrator: every periodic task on its own route, the bus, and the HTTP API. It starts without the bus and
 * connects when it can; the database must be open. It must be the only orchestrator on its database and topics.
 */
public final class OrchestratorRuntime implements AutoCloseable {
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int SHUTDOWN_SECONDS = 10;

    private final CamelContext context;
    private final BusAdmin admin;
    private final SweepService sweeps;
    private final Outages outages;
    private final Optional<URI> address;

    private OrchestratorRuntime(
            CamelContext context, BusAdmin admin, SweepService sweeps, Outages outages, Optional<URI> address) {
        this.context = context;
        this.outages = outages;
        this.admin = admin;
        this.sweeps = sweeps;
        this.address = address;
    }

    /**
     * Starts the orchestrator.
     *
     * @throws HttpUnavailableException when the API cannot listen on the configured address
     */
    public static OrchestratorRuntime start(Database database, BusSettings bus, RuntimeSettings settings) {
        DefaultCamelContext context = new DefaultCamelContext();
        BusAdmin admin = new BusAdmin(bus);
        try {
            return start(context, admin, database, bus, settings);
        } catch (RuntimeException problem) {
            context.stop();
            admin.close();
            throw problem;
        } catch (Exception problem) {
            context.stop();
            admin.close();
            throw new IllegalStateException("the orchestrator did not start: " + problem.getMessage(), problem);
        }
    }

    private static OrchestratorRuntime start(
            DefaultCamelContext context, BusAdmin admin, Database database, BusSettings bus, RuntimeSettings settings)
            throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        configure(context, meters);
        BusComponent.configure(context, bus);
        context.start();
        Clock clock = Clock.systemUTC();
        Outages outages = new Outages(clock);
        Catalogue catalogue = Catalogue.load();
        PlanCache plans = new PlanCache(catalogue);
        BusRoutes busRoutes = new BusRoutes(context, bus, admin, database, clock);
        SweepService sweeps = new SweepService(database, plans, busRoutes.controls(), clock);

        Optional<URI> address = Optional.empty();
        if (settings.http().isPresent()) {
            HttpApi api = new HttpApi(sweeps, database, catalogue, meters, checks(database, admin));
            address = Optional.of(api.start(context, settings.http().get()));
        }
        List<PeriodicTask> tasks = new ArrayList<>();
        tasks.add(busRoutes.add(settings, outages, meters, clock));
        tasks.addAll(tasks(database, plans, meters, settings, clock));
        for (PeriodicTask task : tasks) {
            context.addRoutes(PeriodicTaskRoute.started(task, outages));
        }
        return new OrchestratorRuntime(context, admin, sweeps, outages, address);
    }

    private static List<PeriodicTask> tasks(
            Database database, PlanCache plans, PrometheusMeterRegistry meters, RuntimeSettings settings, Clock clock) {
        List<PeriodicTask> tasks = new ArrayList<>(List.of(
                new ExpandSweeps(database.sweeps(), database.trials(), plans, settings.chunkSize(), settings.pause()),
                new ExpireLostTrials(database.trials(), settings.silence(), SLOW, clock),
                new FinishSweeps(database.sweeps(), database.trials(), settings.pause()),
                new MeasureSweeps(database, meters)));
        settings.projections()
                .forEach((name, projection) ->
                        tasks.add(new ProjectResults(name, projection, settings.projectionPause())));
        return tasks;
    }

    private static Map<String, Supplier<Optional<String>>> checks(Database database, BusAdmin admin) {
        Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();
        checks.put(
                "database", () -> database.answers() ? Optional.empty() : Optional.of("the database is unavailable"));
        checks.put("broker", () -> admin.problem(PATIENCE));
        return checks;
    }

    private static void configure(DefaultCamelContext context, PrometheusMeterRegistry meters) {
        context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        MicrometerRoutePolicyFactory policy = new MicrometerRoutePolicyFactory();
        policy.setMeterRegistry(meters);
        context.addRoutePolicyFactory(policy);
    }

    public SweepService sweeps() {
        return sweeps;
    }

    /** The message that the database's disk is full, while it is: everything is retried, but somebody must free space. */
    public Optional<String> fullDisk() {
        return outages.fullDisk();
    }

    /** The routes, for tests and consoles. */
    public CamelContext context() {
        return context;
    }

    /** The address of the API; empty without one. */
    public Optional<URI> address() {
        return address;
    }

    /** Finishes the tasks that are running and stops; waiting work stays in the database and on the bus. */
    @Override
    public void close() {
        context.stop();
        admin.close();
    }
}
