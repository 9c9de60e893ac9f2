package dev.contranorm.orchestrator.local;

import dev.contranorm.orchestrator.local.ServerParts.Part;
import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.orchestrator.local.home.SweepHome;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.Topics;
import dev.contranorm.worker.local.LocalBroker;
import dev.contranorm.worker.local.LocalBrokerException;
import dev.contranorm.worker.local.LocalBrokerSettings;
import java.util.Optional;

/**
 * The bus of a local server, with its topics.
 *
 * @param local the broker in this process; empty when the environment names a real one
 */
record ServerBus(SweepHome home, Optional<LocalBroker> local, BusSettings settings) {
    /** @throws LocalServerException when the broker does not start or does not answer */
    static ServerBus open(SweepHome home, ServerVariables servers, ServerParts parts) {
        try {
            Optional<LocalBroker> local = Optional.empty();
            if (servers.broker().isEmpty()) {
                LocalBroker broker = LocalBroker.start(new LocalBrokerSettings(home.broker(), 0));
                parts.add(Part.BROKER, broker);
                local = Optional.of(broker);
            }
            BusSettings settings = servers.bus()
                    .apply(local.map(LocalBroker::bootstrapServers)
                            .orElseGet(() -> servers.broker().orElseThrow()));
            Topics.ensure(settings);
            return new ServerBus(home, local, settings);
        } catch (LocalBrokerException | BusUnavailableException problem) {
            throw new LocalServerException(problem.getMessage(), problem);
        }
    }

    /** Why the broker in this process has stopped, and what to do; empty while it runs. */
    Optional<String> failure() {
        return local.flatMap(LocalBroker::failure)
                .map(why -> "the local Kafka broker stopped (" + why + "; log: " + home.logs()
                        + "); run the same command again: finished trials are kept");
    }
}
