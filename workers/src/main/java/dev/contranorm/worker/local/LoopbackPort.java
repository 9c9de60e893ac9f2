package dev.contranorm.worker.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;

/** Ports on this machine's loopback address. */
final class LoopbackPort {
    static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /** The wanted port; for 0 the remembered port if it is free, else any free one. */
    static int choose(int wanted, OptionalInt remembered) throws LocalBrokerException {
        if (wanted != 0) {
            if (!isFree(wanted)) {
                throw new LocalBrokerException(
                        "port " + wanted + " on " + HOST + " is in use: end the program that listens there, or choose"
                                + " another port (0 takes a free one)",
                        null);
            }
            return wanted;
        }
        return remembered.isPresent() && isFree(remembered.getAsInt()) ? remembered.getAsInt() : free();
    }

    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException problem) {
            throw new UncheckedIOException("no free port on " + HOST, problem);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As Kafka does: a port with connections in TIME_WAIT counts as free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
