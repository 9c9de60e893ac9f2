package dev.contranorm.orchestrator.local;

import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.settings.EnvironmentReader;
import dev.contranorm.worker.settings.InvalidEnvironmentException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All that the environment says about database, broker, MLflow and HTTP API, read before any of them starts, so that every
 * problem is reported together.
 *
 * @param database empty when the database is to be started here
 * @param broker the address of the Kafka broker; empty when the broker is to be started here
 * @param bus makes the settings of the bus from the broker's address
 * @param mlflow the tracking server's address; empty when none is named
 * @param projection makes the settings of the MLflow projection from the tracking server's address
 * @param httpHost the address that the HTTP API binds; empty for its default
 */
record ServerVariables(
        Optional<DatabaseSettings> database,
        Optional<String> broker,
        Function<String, BusSettings> bus,
        Optional<URI> mlflow,
        Function<URI, MlflowSettings> projection,
        Optional<String> httpHost) {

    /**
     * @param startsMlflow whether an MLflow server is started here when the environment names none
     * @throws LocalServerException with every variable that is missing or wrong
     */
    static ServerVariables read(Map<String, String> environment, boolean startsMlflow) {
        try {
            return EnvironmentReader.read(environment, in -> read(in, startsMlflow));
        } catch (InvalidEnvironmentException wrong) {
            throw new LocalServerException(wrong.getMessage(), wrong);
        }
    }

    private static Supplier<ServerVariables> read(EnvironmentReader in, boolean startsMlflow) {
        Optional<Supplier<DatabaseSettings>> database =
                in.isSet(DatabaseVariables.URL) ? Optional.of(DatabaseVariables.read(in)) : Optional.empty();
        Optional<String> broker = in.text("KAFKA_BOOTSTRAP_SERVERS").filter(address -> !address.isBlank());
        Function<String, BusSettings> bus = BusSettings.readAllButAddress(in);
        Optional<URI> mlflow = MlflowSettings.readAddress(in);
        Function<URI, MlflowSettings> projection = in.isSet("MLFLOW_TRACKING_URI") || startsMlflow
                ? MlflowSettings.readAllButAddress(in)
                : MlflowSettings::of;
        Optional<String> httpHost = in.text("SWEEP_HTTP_HOST").filter(host -> !host.isBlank());
        return () -> new ServerVariables(database.map(Supplier::get), broker, bus, mlflow, projection, httpHost);
    }
}
