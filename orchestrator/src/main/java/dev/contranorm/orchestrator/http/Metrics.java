package dev.contranorm.orchestrator.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Serves the meters in Prometheus' text format. */
final class Metrics extends HttpRoutes {
    private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;

    Metrics(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    void operations() {
        operation(
                "http-metrics", "GET", "/metrics", exchange -> Reply.text(exchange, 200, MEDIA_TYPE, meters.scrape()));
    }
}
