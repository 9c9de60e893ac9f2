package dev.contranorm.worker.local;

import java.nio.file.Path;

/** A broker in a process of its own that a test can kill: prints its address, then runs until its input ends. */
public final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws Exception {
        LocalBroker broker = LocalBroker.start(new LocalBrokerSettings(Path.of(arguments[0]), 0));
        System.out.println(broker.bootstrapServers());
        System.in.read();
        broker.close();
    }
}
