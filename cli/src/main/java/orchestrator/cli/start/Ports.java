package orchestrator.cli.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Finds free ports on the loopback address. */
public final class Ports {
    private static final int CONNECT_TIMEOUT_MILLIS = 500;
    private static final int TRIED_MAX = 200;

    private Ports() {}

    /** Connects and binds: on some systems the loopback address can be bound although a listener has all addresses. */
    public static boolean isFree(int port) {
        if (answers(port)) return false;
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The first free port, starting with this one. */
    public static int freeFrom(int first) {
        for (int port = first; port < Math.min(first + TRIED_MAX, 65_536); port++) {
            if (isFree(port)) return port;
        }
        throw new IllegalStateException("no free port from " + first + " on");
    }
}
