package dev.contranorm.orchestrator.route;

import dev.contranorm.orchestrator.lifecycle.ControlChannel;
import dev.contranorm.worker.bus.BusJson;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.ControlCommand;
import java.util.List;

/** The control topic on Kafka. */
final class ControlTopic implements ControlChannel {
    private final KafkaSender sender;
    private final BusJson json = new BusJson();

    ControlTopic(KafkaSender sender) {
        this.sender = sender;
    }

    @Override
    public void send(List<ControlCommand> commands) throws BusUnavailableException {
        sender.send(commands.stream()
                .map(command -> sender.message(command.key(), json.write(command)))
                .toList());
    }
}
