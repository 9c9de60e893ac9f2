package dev.contranorm.orchestrator.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits exactly the records of a batch, for every partition among them. (The batch's own manual commit covers the last
 * record's partition only.)
 */
final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    private Commits() {}

    static void commit(List<Message> records) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        DefaultKafkaManualCommit last = null;
        for (Message record : records) {
            last = record.getHeader(KafkaConstants.MANUAL_COMMIT, DefaultKafkaManualCommit.class);
            // Records of a partition are in order, so the last one put is the highest.
            offsets.put(last.getPartition(), new OffsetAndMetadata(last.getRecordOffset() + 1));
        }
        if (last == null) {
            return;
        }
        try {
            last.getCamelExchangePayload().consumer.commitSync(offsets);
        } catch (KafkaException problem) {
            // The batch is applied. It is delivered again, and applying it again changes nothing.
            LOG.warn("The offsets of {} applied events were not committed: {}", records.size(), problem.getMessage());
        }
    }
}
