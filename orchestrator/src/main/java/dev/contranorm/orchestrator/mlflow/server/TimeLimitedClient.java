package dev.contranorm.orchestrator.mlflow.server;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * The MLflow client, with the time limit that it lacks: a request without a response in time is ended by closing the
 * client under it. The client repeats requests, so only those go through it that the server may carry out more than
 * once. The others, and the reasons, are at {@link SendOnceClient}.
 */
final class TimeLimitedClient implements AutoCloseable {
    /** How often the client sends a request that gets an error status. */
    private static final int TRIES = 3;

    private final MlflowSettings settings;
    private final Duration limit;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(TimeLimitedClient::daemon);
    private MlflowClient client;

    TimeLimitedClient(MlflowSettings settings) {
        this.settings = settings;
        this.limit = settings.timeout().multipliedBy(TRIES);
        this.client = newClient();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "mlflow-client");
        thread.setDaemon(true);
        return thread;
    }

    private MlflowClient newClient() {
        // The client prefers a user name and sends even an empty one, so credentials that are not to be sent are null.
        boolean byToken = !settings.token().isEmpty();
        boolean byName = !byToken && !settings.username().isEmpty();
        return new MlflowClient(new BasicMlflowHostCreds(
                settings.trackingUri().toString(),
                byName ? settings.username() : null,
                byName ? settings.password() : null,
                byToken ? settings.token() : null,
                false));
    }

    /** As {@link #call}, for requests whose response says nothing. */
    void run(Consumer<MlflowClient> request) {
        call(mlflow -> {
            request.accept(mlflow);
            return "";
        });
    }

    /** @throws TrackingException when the server did not carry out the request, or may not have done so */
    <T> T call(Function<MlflowClient, T> request) {
        MlflowClient current = client;
        Future<T> response = thread.submit(() -> request.apply(current));
        try {
            return response.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw translated(failure.getCause());
        } catch (TimeoutException late) {
            replaceClient();
            throw new ServerUnavailableException("no answer within " + limit.toSeconds() + " s", late);
        } catch (InterruptedException interrupted) {
            replaceClient();
            Thread.currentThread().interrupt();
            throw new ServerUnavailableException("interrupted while waiting for the response", interrupted);
        }
    }

    /** Closing the old client ends the request that hangs in it, and frees the thread. */
    private void replaceClient() {
        client.close();
        client = newClient();
    }

    private static RuntimeException translated(Throwable failure) {
        if (failure instanceof MlflowHttpException error) {
            return ErrorResponse.toException(error.getStatusCode(), error.getBodyMessage());
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
