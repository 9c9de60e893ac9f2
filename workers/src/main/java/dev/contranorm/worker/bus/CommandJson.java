package dev.contranorm.worker.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A {@link ControlCommand} as JSON: {@code schemas/control-command.v1.json}. */
final class CommandJson {
    private CommandJson() {}

    static ObjectNode write(ControlCommand command, ObjectNode out) {
        return out.put("scope", MessageFields.label(command.scope()))
                .put("id", command.id())
                .put("action", MessageFields.label(command.action()))
                .put("at", command.at().toString());
    }

    static ControlCommand read(MessageFields in) throws MalformedMessageException {
        return new ControlCommand(
                in.constant("scope", ControlCommand.Scope.class),
                in.number("id", 1),
                in.constant("action", ControlCommand.Action.class),
                in.instant("at"));
    }
}
