package dev.contranorm.orchestrator.http;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import java.util.function.LongFunction;
import org.apache.camel.Exchange;

/** The operations that steer a sweep. */
final class Commands extends HttpRoutes {
    private final SweepService sweeps;

    Commands(SweepService sweeps) {
        this.sweeps = sweeps;
    }

    @Override
    void operations() {
        command("pause", sweeps::pause);
        command("resume", sweeps::resume);
        command("stop", sweeps::stop);
        command("cancel", sweeps::cancel);
        operation("http-retry", "POST", Sweeps.PATH + "/{id}/retry", this::retry);
    }

    private void command(String name, LongFunction<Sweep> action) {
        operation(
                "http-" + name,
                "POST",
                Sweeps.PATH + "/{id}/" + name,
                exchange -> Reply.json(exchange, 200, SweepView.of(action.apply(Request.id(exchange, "sweep")))));
    }

    private void retry(Exchange exchange) {
        long id = Request.id(exchange, "sweep");
        int retried = sweeps.retry(id);
        Reply.json(exchange, 200, new Sweeps.Submitted(SweepView.of(sweeps.sweep(id)), retried));
    }
}
