package dev.contranorm.orchestrator.mlflow.server;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCredsProvider;

/**
 * The MLflow client with a time limit, for requests that may be repeated: on any error status the client itself repeats a
 * request, three times at once. It sets no timeouts; a request that hangs is ended here by closing the client under it.
 */
final class TimeLimitedClient implements AutoCloseable {
    private final MlflowSettings settings;
    private final Duration limit;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(TimeLimitedClient::daemon);
    private MlflowClient client;

    TimeLimitedClient(MlflowSettings settings) {
        this.settings = settings;
        // The client's own repetitions are inside.
        this.limit = settings.timeout().multipliedBy(3);
        this.client = newClient();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "mlflow-client");
        thread.setDaemon(true);
        return thread;
    }

    private MlflowClient newClient() {
        MlflowHostCredsProvider credentials = new BasicMlflowHostCreds(
                settings.trackingUri().toString(),
                settings.token().isEmpty() ? settings.username() : null,
                settings.token().isEmpty() ? settings.password() : null,
                settings.token().isEmpty() ? null : settings.token(),
                false);
        return new MlflowClient(credentials);
    }

    /** @throws TrackingException when the server did not do it */
    <T> T call(Function<MlflowClient, T> request) {
        MlflowClient current = client;
        Future<T> answer = thread.submit(() -> request.apply(current));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw translated(failure.getCause());
        } catch (TimeoutException late) {
            current.close();
            client = newClient();
            throw new ServerUnavailableException("no answer within " + limit.toSeconds() + " s", late);
        } catch (InterruptedException interrupted) {
            current.close();
            client = newClient();
            Thread.currentThread().interrupt();
            throw new ServerUnavailableException("interrupted while waiting for the answer", interrupted);
        }
    }

    private static RuntimeException translated(Throwable failure) {
        if (failure instanceof MlflowHttpException answer) {
            return ErrorResponse.toException(answer.getStatusCode(), answer.getBodyMessage());
        }
        if (failure instanceof MlflowClientException network) {
            Throwable reason = network.getCause() == null ? network : network.getCause();
            return new ServerUnavailableException(String.valueOf(reason.getMessage()), network);
        }
        return failure instanceof RuntimeException problem ? problem : new IllegalStateException(failure);
    }

    @Override
    public void close() {
        client.close();
        thread.shutdownNow();
    }
}
