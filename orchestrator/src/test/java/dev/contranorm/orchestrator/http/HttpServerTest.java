package dev.contranorm.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What answers before and around the operations. */
class HttpServerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    private static URI address;

    @BeforeAll
    static void start() throws Exception {
        CONTEXT.start();
        address = HttpServer.start(CONTEXT, new HttpSettings(HttpSettings.LOOPBACK, 0, 100))
                .address();
        CONTEXT.addRoutes(new OpenApi());
        CONTEXT.addRoutes(new HttpRoutes() {
            @Override
            void operations() {
                operation("size", "POST", "/size/{id}", HttpServerTest::answerSize);
                operation("broken", "GET", "/broken", exchange -> {
                    throw new IllegalStateException("secret detail");
                });
            }
        });
        CONTEXT.addRoutes(new UnknownPaths(new Operations(CONTEXT)));
    }

    private static void answerSize(Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        Reply.json(exchange, 200, body == null ? 0 : body.length);
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path));
    }

    @Test
    void aRequestOfAnotherPathIsAProblemWithStatus404() throws Exception {
        HttpResponse<String> response = send(request("/nowhere"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains(ProblemDetail.MEDIA_TYPE);
        assertThat(response.body()).contains("nothing is served at /nowhere");
    }

    @Test
    void anotherMethodOfAServedPathIsAProblemWithStatus405ThatNamesTheAllowedOnes() throws Exception {
        HttpResponse<String> response = send(request("/size/7").DELETE());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
        assertThat(response.body()).contains("\"status\":405");
    }

    @Test
    void aBodyOverTheLimitIsAProblemWithStatus413() throws Exception {
        HttpResponse<String> response = send(request("/size/7").POST(BodyPublishers.ofString("x".repeat(101))));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type")).contains(ProblemDetail.MEDIA_TYPE);
    }

    @Test
    void aBodyWithinTheLimitArrivesWhole() throws Exception {
        HttpResponse<String> response = send(request("/size/7").POST(BodyPublishers.ofString("x".repeat(100))));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("100");
    }

    @Test
    void requestHeadersAreNotSentBack() throws Exception {
        HttpResponse<String> response =
                send(request("/size/7").header("X-Own", "secret").POST(BodyPublishers.noBody()));

        assertThat(response.headers().firstValue("X-Own")).isEmpty();
    }

    @Test
    void aPageOfAnotherOriginIsRefusedAndOneOfThisIsNot() throws Exception {
        HttpRequest.Builder foreign =
                request("/size/7").header("Origin", "https://example.org").POST(BodyPublishers.noBody());
        HttpRequest.Builder own = request("/size/7")
                .header("Origin", "http://" + address.getAuthority())
                .POST(BodyPublishers.noBody());

        assertThat(send(foreign).statusCode()).isEqualTo(403);
        assertThat(send(own).statusCode()).isEqualTo(200);
    }

    @Test
    void aFailureInsideIsAProblemWithStatus500WithoutItsDetail() throws Exception {
        HttpResponse<String> response = send(request("/broken"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void theDescriptionIsServed() throws Exception {
        HttpResponse<String> response = send(request(OpenApi.PATH));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(OpenApi.document());
    }

    @Test
    void aPortInUseIsOneSentenceThatSaysWhatToDo() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getByName(HttpSettings.LOOPBACK), 0));
            HttpSettings taken = HttpSettings.local(other.getLocalPort());
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                assertThatThrownBy(() -> HttpServer.start(context, taken))
                        .isInstanceOf(HttpUnavailableException.class)
                        .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
                        .hasMessageContaining("choose another port");
            }
        }
    }
}
