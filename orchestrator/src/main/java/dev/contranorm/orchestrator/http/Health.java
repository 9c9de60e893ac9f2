package dev.contranorm.orchestrator.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/** Liveness: this process answers. Readiness: everything it depends on answers; what does not is listed with the reason. */
final class Health extends HttpRoutes {
    /** The body of both responses. */
    record State(String status, Map<String, String> checks) {}

    private final Map<String, Supplier<Optional<String>>> checks;

    /** @param checks by name; each returns what is wrong, or nothing */
    Health(Map<String, Supplier<Optional<String>>> checks) {
        this.checks = new LinkedHashMap<>(checks);
    }

    @Override
    void operations() {
        operation("http-live", "GET", "/health/live", exchange -> Reply.json(exchange, 200, new State("UP", Map.of())));
        operation("http-ready", "GET", "/health/ready", this::ready);
    }

    private void ready(Exchange exchange) {
        Map<String, String> results = new LinkedHashMap<>();
        checks.forEach((name, check) -> results.put(name, check.get().orElse("UP")));
        boolean up = results.values().stream().allMatch("UP"::equals);
        Reply.json(exchange, up ? 200 : 503, new State(up ? "UP" : "DOWN", results));
    }
}
