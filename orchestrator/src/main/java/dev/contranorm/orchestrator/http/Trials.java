package dev.contranorm.orchestrator.http;

import dev.contranorm.db.trial.TrialStore;
import org.apache.camel.Exchange;

/** One trial with its attempts. */
final class Trials extends HttpRoutes {
    private final TrialStore trials;

    Trials(TrialStore trials) {
        this.trials = trials;
    }

    @Override
    void operations() {
        operation("http-trial", "GET", ROOT + "/trials/{id}", this::trial);
    }

    private void trial(Exchange exchange) {
        long id = Request.id(exchange, "trial");
        Reply.json(
                exchange,
                200,
                trials.find(id)
                        .map(TrialDetailView::of)
                        .orElseThrow(() -> new RequestException(404, "there is no trial " + id)));
    }
}
