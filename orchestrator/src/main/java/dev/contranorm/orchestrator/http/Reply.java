package dev.contranorm.orchestrator.http;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Turns an exchange into its response. The request's headers are removed first: any that remain would be sent back. */
final class Reply {
    private Reply() {}

    static Message json(Exchange exchange, int status, Object body) {
        return text(exchange, status, Json.MEDIA_TYPE, Json.text(body));
    }

    static Message problem(Exchange exchange, ProblemDetail problem) {
        return text(exchange, problem.status(), ProblemDetail.MEDIA_TYPE, Json.text(problem));
    }

    static Message text(Exchange exchange, int status, String mediaType, String body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, mediaType);
        // Responses describe the current state and must not be cached.
        message.setHeader("Cache-Control", "no-store");
        message.setBody(body.getBytes(StandardCharsets.UTF_8));
        return message;
    }
}
