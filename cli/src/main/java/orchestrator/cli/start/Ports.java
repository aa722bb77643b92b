package orchestrator.cli.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Loopback ports: which are free, and whether someone listens. */
public final class Ports {
    private static final int CONNECT_TIMEOUT_MILLIS = 500;
    private static final int TRIED_MAX = 200;

    private Ports() {}

    /** Asks twice: a listener on all addresses leaves the loopback address free to bind on some systems. */
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

    /** The first free port from this one on. */
    public static int freeFrom(int first) {
        for (int port = first; port < Math.min(first + TRIED_MAX, 65_536); port++) {
            if (isFree(port)) return port;
        }
        throw new IllegalStateException("no free port from " + first + " on");
    }
}
