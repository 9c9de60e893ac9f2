package dev.contranorm.orchestrator.http;

import dev.contranorm.db.Database;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.orchestrator.lifecycle.SweepTable;
import dev.contranorm.zoo.trial.Catalogue;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** The HTTP API as a whole. */
public final class HttpApi {
    private final SweepService sweeps;
    private final Database database;
    private final Catalogue catalogue;
    private final PrometheusMeterRegistry meters;
    private final Map<String, Supplier<Optional<String>>> checks;

    /** @param checks what readiness depends on, by name; each returns what is wrong, or nothing */
    public HttpApi(
            SweepService sweeps,
            Database database,
            Catalogue catalogue,
            PrometheusMeterRegistry meters,
            Map<String, Supplier<Optional<String>>> checks) {
        this.sweeps = sweeps;
        this.database = database;
        this.catalogue = catalogue;
        this.meters = meters;
        this.checks = checks;
    }

    /**
     * Listens and adds the routes.
     *
     * @param context started
     * @return the address for clients on this machine
     * @throws HttpUnavailableException when the address cannot be bound
     */
    public URI start(CamelContext context, HttpSettings settings) throws Exception {
        HttpServer server = HttpServer.start(context, settings);
        context.addRoutes(new Health(checks));
        context.addRoutes(new Metrics(meters));
        context.addRoutes(new OpenApi());
        context.addRoutes(new Sweeps(sweeps, catalogue));
        context.addRoutes(new Commands(sweeps));
        context.addRoutes(new Results(sweeps, database.results(), new SweepTable(database.results(), catalogue)));
        context.addRoutes(new Trials(database.trials()));
        context.addRoutes(new UnknownPaths(new Operations(context)));
        return server.address();
    }
}
