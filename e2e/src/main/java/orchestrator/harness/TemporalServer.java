package orchestrator.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Temporal dev server on a database file and free ports. */
public final class TemporalServer implements AutoCloseable {

    private final Program program;
    private final int port;
    private final int uiPort;

    private TemporalServer(Program program, int port, int uiPort) {
        this.program = program;
        this.port = port;
        this.uiPort = uiPort;
    }

    public static TemporalServer start(Path directory) {
        int port = freePort();
        int uiPort = freePort();
        List<String> command = List.of(
                Tools.temporal().toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                "" + port,
                "--ui-port",
                "" + uiPort,
                "--db-filename",
                directory.resolve("temporal.db").toString(),
                "--sqlite-pragma",
                "journal_mode=wal",
                "--sqlite-pragma",
                "synchronous=normal",
                "--log-level",
                "error");
        Map<String, String> environment = Map.of("HOME", directory.toString(), "PATH", "/usr/bin:/bin");
        Program program = new Program("temporal", command, environment, directory.resolve("temporal.log"));
        TemporalServer server = new TemporalServer(program, port, uiPort);
        server.restart();
        return server;
    }

    public void restart() {
        program.start();
        Wait.until("Temporal listens; " + program.lastWords(), Duration.ofSeconds(30), () -> listens(port));
    }

    public void kill9() {
        program.kill9();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public String ui() {
        return "http://127.0.0.1:" + uiPort;
    }

    @Override
    public void close() {
        program.stop();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
