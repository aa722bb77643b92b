package orchestrator.harness;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Temporal dev server with a database file and free ports. */
public final class TemporalServer implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
    private static final int TRIES_MAX = 5;
    /** Address of a server that runs already, such as one on PostgreSQL. */
    private static final String RUNNING = "orchestrator.bench.temporal";

    private final Path directory;
    private final Program program;
    private final int port;
    private final int uiPort;

    private TemporalServer(Path directory, Program program, int port, int uiPort) {
        this.directory = directory;
        this.program = program;
        this.port = port;
        this.uiPort = uiPort;
    }

    /** Tries again with other ports if another program takes a free one first. */
    public static TemporalServer start(Path directory) {
        if (!isDevServer()) return running(directory);
        for (int tried = 1; ; tried++) {
            TemporalServer server = on(directory, freePorts());
            server.program.start();
            Wait.until(
                    "Temporal listens, or gives up",
                    STARTS_WITHIN,
                    () -> server.listens() || !server.program.isAlive());
            if (server.program.isAlive()) return server;
            if (tried == TRIES_MAX) throw new AssertionError(server.program.outputTail());
        }
    }

    /** False if benchmarks run on another server, which somebody else starts and stops. */
    public static boolean isDevServer() {
        return System.getProperty(RUNNING, "").isEmpty();
    }

    private static TemporalServer running(Path directory) {
        String address = System.getProperty(RUNNING);
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        Program none = new Program("temporal", List.of(), Map.of(), directory.resolve("temporal.log"));
        return new TemporalServer(directory, none, port, port);
    }

    private static TemporalServer on(Path directory, List<Integer> ports) {
        int port = ports.get(0);
        int uiPort = ports.get(1);
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
                "--dynamic-config-value",
                "system.enableActivityEagerExecution=true",
                "--log-level",
                "error");
        Map<String, String> environment = Map.of("HOME", directory.toString(), "PATH", "/usr/bin:/bin");
        Program program = new Program("temporal", command, environment, directory.resolve("temporal.log"));
        return new TemporalServer(directory, program, port, uiPort);
    }

    /** Runs {@code temporal <arguments>} against this server and returns what it printed. */
    public String command(String... arguments) {
        return ExternalCommand.run(
                Tools.temporal(), List.of(arguments), Map.of("TEMPORAL_ADDRESS", address()), directory);
    }

    /** The same as another user of this machine, who can reach the server but can read none of our files. */
    public String commandByStranger(String... arguments) {
        return Stranger.run(Tools.temporal(), List.of(arguments), Map.of("TEMPORAL_ADDRESS", address()));
    }

    /** Runs {@code tctl <arguments>} against this server and returns what it printed. */
    public String tctl(String... arguments) {
        return ExternalCommand.run(
                Tools.tctl(), List.of(arguments), Map.of("TEMPORAL_CLI_ADDRESS", address()), directory);
    }

    public void restart() {
        program.start();
        Wait.until("Temporal listens; " + program.outputTail(), STARTS_WITHIN, () -> listens());
    }

    public void kill9() {
        program.kill9();
    }

    public long pid() {
        return program.pid();
    }

    /** A connection of its own, which the caller ends. */
    public WorkflowServiceStubs connect() {
        return WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
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

    /** Finds both at once, so that they differ. */
    private static List<Integer> freePorts() {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        return freePorts().get(0);
    }

    private boolean listens() {
        return listens(port) && listens(uiPort);
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
