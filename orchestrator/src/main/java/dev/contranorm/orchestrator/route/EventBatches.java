package dev.contranorm.orchestrator.route;

import dev.contranorm.orchestrator.lifecycle.ApplyTrialEvents;
import dev.contranorm.worker.bus.BusJson;
import dev.contranorm.worker.bus.MalformedMessageException;
import dev.contranorm.worker.bus.TrialEvent;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Handles one batch of event records: parses each on its own, applies the readable ones together, sends each of the others to
 * the dead-letter topic, and only then commits the offsets.
 */
final class EventBatches implements Processor {
    private final ApplyTrialEvents applier;
    private final DeadLetters deadLetters;
    private final BusJson json = new BusJson();

    EventBatches(ApplyTrialEvents applier, DeadLetters deadLetters) {
        this.applier = applier;
        this.deadLetters = deadLetters;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        List<Message> records = records(exchange);
        List<TrialEvent> events = new ArrayList<>(records.size());
        Map<TrialEvent, Message> origins = new IdentityHashMap<>();
        List<DeadLetters.Letter> dead = new ArrayList<>();
        for (Message record : records) {
            try {
                TrialEvent event = json.readEvent(record.getBody(byte[].class));
                events.add(event);
                origins.put(event, record);
            } catch (MalformedMessageException problem) {
                dead.add(new DeadLetters.Letter(record, problem.getMessage()));
            }
        }
        applier.apply(events)
                .forEach(refused -> dead.add(new DeadLetters.Letter(origins.get(refused.event()), refused.reason())));
        deadLetters.send(dead);
        Commits.commit(records);
    }

    private static List<Message> records(Exchange exchange) {
        List<?> batch = exchange.getMessage().getBody(List.class);
        return batch.stream().map(record -> ((Exchange) record).getMessage()).toList();
    }
}
