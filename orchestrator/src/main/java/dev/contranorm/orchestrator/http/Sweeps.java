package dev.contranorm.orchestrator.http;

import dev.contranorm.orchestrator.definition.DefinitionReader;
import dev.contranorm.orchestrator.lifecycle.Submission;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.zoo.trial.Catalogue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;

/** Submits and shows sweeps. A submission is only recorded here: a periodic task writes the trials. */
final class Sweeps extends HttpRoutes {
    static final String PATH = ROOT + "/sweeps";

    private static final Set<String> YAML =
            Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain", Json.MEDIA_TYPE);
    private static final int MOST = 1_000;
    private static final int USUAL = 50;

    /** The response to a submission. */
    record Submitted(SweepView sweep, int retried) {}

    private final SweepService sweeps;
    private final DefinitionReader reader;

    Sweeps(SweepService sweeps, Catalogue catalogue) {
        this.sweeps = sweeps;
        this.reader = new DefinitionReader(catalogue);
    }

    @Override
    void operations() {
        operation("http-submit", "POST", PATH, this::submit);
        operation("http-sweeps", "GET", PATH, this::list);
        operation("http-sweep", "GET", PATH + "/{id}", this::status);
    }

    private void submit(Exchange exchange) {
        requireYaml(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class));
        boolean retryFailed = Request.flag(exchange, "retryFailed");
        String yaml = text(exchange.getMessage().getBody(byte[].class));
        Submission submission = sweeps.submit(reader.read(yaml, "body", List.of()), retryFailed);
        Reply.json(exchange, 202, new Submitted(SweepView.of(submission.sweep()), submission.retried()))
                .setHeader("Location", PATH + "/" + submission.sweep().id());
    }

    private static void requireYaml(String contentType) {
        if (contentType == null) {
            return;
        }
        String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (!YAML.contains(type)) {
            throw new RequestException(
                    415,
                    "send the definition as application/yaml, not as " + type + " (curl: -H 'Content-Type:"
                            + " application/yaml')");
        }
    }

    private static String text(byte[] body) {
        if (body == null || body.length == 0) {
            throw new RequestException(400, "the body is empty: send the sweep definition in it");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException problem) {
            throw new RequestException(400, "the body is not UTF-8 text");
        }
    }

    private void list(Exchange exchange) {
        int limit = Request.number(exchange, "limit", USUAL, 1, MOST);
        Reply.json(exchange, 200, sweeps.list(limit).stream().map(SweepView::of).toList());
    }

    private void status(Exchange exchange) {
        Reply.json(exchange, 200, StatusView.of(sweeps.status(Request.id(exchange, "sweep"))));
    }
}
