package dev.contranorm.orchestrator.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.Infrastructure;
import dev.contranorm.orchestrator.NoopSweeps;
import dev.contranorm.orchestrator.lifecycle.ExpandSweeps;
import dev.contranorm.orchestrator.lifecycle.PendingCommands;
import dev.contranorm.orchestrator.lifecycle.PlanCache;
import dev.contranorm.orchestrator.lifecycle.PublishTrials;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.orchestrator.lifecycle.TrialChannel;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.Topics;
import dev.contranorm.zoo.trial.Catalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each trial comes to the real topic once, wherever a publisher breaks off. */
class PublishTrialsTest {
    private static final int TRIALS = 25;
    private static final int BATCH = 10;

    private final Clock clock = Clock.systemUTC();
    private Database database;
    private BusSettings bus;
    private BusAdmin admin;
    private DefaultCamelContext context;
    private TrialTopic topic;
    private Sweep sweep;

    @BeforeEach
    void expandASweep() throws Exception {
        database = Infrastructure.database();
        bus = Infrastructure.bus();
        Topics.ensure(bus);
        admin = new BusAdmin(bus);
        context = new DefaultCamelContext();
        BusComponent.configure(context, bus);
        context.addRoutes(new SendRoute("send-trials", "topic.trials"));
        context.start();
        context.getRouteController().startRoute("send-trials");
        topic = new TrialTopic(bus, admin, new KafkaSender(context, "send-trials", bus.bootstrapServers()));
        PlanCache plans = new PlanCache(Catalogue.load());
        SweepService sweeps = new SweepService(database, plans, new PendingCommands(commands -> {}, clock), clock);
        sweep = sweeps.submit(NoopSweeps.definition("published", TRIALS)).sweep();
        new ExpandSweeps(database.sweeps(), database.trials(), plans, 7, Duration.ofSeconds(1)).perform();
    }

    @AfterEach
    void close() {
        context.stop();
        admin.close();
        database.close();
    }

    private PublishTrials publisher(TrialChannel channel) {
        return new PublishTrials(
                database.outbox(),
                channel,
                new ReaderProgress(bus, admin),
                BATCH,
                Duration.ofSeconds(1),
                clock,
                new SimpleMeterRegistry());
    }

    /** A process that ends after so many trials of a batch were sent: the rest of it is never run. */
    private class BreaksOff implements TrialChannel {
        private final int sent;

        BreaksOff(int sent) {
            this.sent = sent;
        }

        @Override
        public String position() throws BusUnavailableException {
            return topic.position();
        }

        @Override
        public void send(List<Outgoing> trials) throws BusUnavailableException {
            topic.send(trials.subList(0, sent));
            throw new BusUnavailableException("broken off", null);
        }

        @Override
        public Set<Long> trialsSince(String position) throws BusUnavailableException {
            return topic.trialsSince(position);
        }
    }

    private void assertEachTrialIsQueuedOnce() {
        assertThat(TopicReading.trials(bus)).hasSize(TRIALS).doesNotHaveDuplicates();
        assertThat(database.sweeps().progress(sweep.id()).count(TrialState.QUEUED))
                .isEqualTo(TRIALS);
        assertThat(database.outbox().waiting()).isZero();
        assertThat(database.outbox().inDoubt()).isEmpty();
    }

    @Test
    void everyTrialIsSentOnce() throws Exception {
        publisher(topic).perform();

        assertEachTrialIsQueuedOnce();
    }

    @Test
    void aProcessThatEndedBeforeSendingLosesNothing() throws Exception {
        breakOffAfter(0);

        publisher(topic).perform();

        assertEachTrialIsQueuedOnce();
    }

    @Test
    void aProcessThatEndedInTheMiddleOfABatchLosesAndDoublesNothing() throws Exception {
        breakOffAfter(4);

        publisher(topic).perform();

        assertEachTrialIsQueuedOnce();
    }

    @Test
    void aProcessThatEndedBeforeConfirmingABatchDoublesNothing() throws Exception {
        breakOffAfter(BATCH);

        publisher(topic).perform();

        assertEachTrialIsQueuedOnce();
    }

    @Test
    void theSamePublisherSettlesItsOwnDoubtsBeforeItGoesOn() throws Exception {
        int[] failures = {2};
        PublishTrials publisher = publisher(new BreaksOff(3) {
            @Override
            public void send(List<Outgoing> trials) throws BusUnavailableException {
                if (failures[0]-- > 0) {
                    super.send(trials);
                }
                topic.send(trials);
            }
        });
        assertThatThrownBy(publisher::perform).isInstanceOf(BusUnavailableException.class);
        assertThatThrownBy(publisher::perform).isInstanceOf(BusUnavailableException.class);

        publisher.perform();

        assertEachTrialIsQueuedOnce();
    }

    @Test
    void aBatchInDoubtOnATopicThatIsNoMoreIsSentAgain() throws Exception {
        breakOffAfter(BATCH);
        try (Admin client = Admin.create(bus.connection())) {
            client.deleteTopics(List.of(bus.trials())).all().get();
        }
        Topics.ensure(bus);

        publisher(topic).perform();

        assertEachTrialIsQueuedOnce();
    }

    private void breakOffAfter(int sent) {
        assertThatThrownBy(publisher(new BreaksOff(sent))::perform).isInstanceOf(BusUnavailableException.class);
    }
}
