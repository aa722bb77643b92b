package orchestrator.cli.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.cli.background.Installation;
import orchestrator.cli.temporal.Address;
import orchestrator.cli.temporal.FakeTemporal;
import orchestrator.cli.temporal.Silence;
import orchestrator.home.Home;
import org.jspecify.annotations.Nullable;

/** Small programs in place of Temporal, worker and API, and the calls that start them. */
public final class StandIns {
    /** The test's part, which gets the API's port. */
    public interface Trial {
        void on(int port) throws Exception;
    }

    private StandIns() {}

    /** Runs {@code up} as a separate process: arguments are the directory, the API's port and Temporal's port. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        int temporalPort = Integer.parseInt(arguments[2]);
        new Up(Home.at(directory.resolve("data")), installation(StandInWorker.class), new Silence())
                .run(request(directory.resolve("bin"), port, temporalPort, null, null));
    }

    /** Starts everything in this directory's data directory, runs the action, and stops everything. */
    public static void whileUp(Path directory, Trial trial) throws Exception {
        Home home = Home.at(directory.resolve("data"));
        int port = freePort();
        installTemporal(directory.resolve("bin"));
        try {
            new Up(home, installation(StandInWorker.class), new Silence())
                    .run(request(directory.resolve("bin"), port, freePort(), null, null));
            trial.on(port);
        } finally {
            new Down(home, new Silence()).run();
        }
    }

    static Process upInAnotherProcess(Path directory, int port, int temporalPort) throws IOException {
        List<String> command = List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StandIns.class.getName(),
                directory.toString(),
                Integer.toString(port),
                Integer.toString(temporalPort));
        return new ProcessBuilder(command).inheritIO().start();
    }

    public static Installation installation(Class<?> worker) {
        return new Installation(
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.class.path"),
                "build-1",
                worker.getName(),
                StandInApi.class.getName(),
                "",
                null);
    }

    public static UpRequest request(
            Path bin, int port, int temporalPort, @Nullable Integer wanted, @Nullable Address temporal) {
        return new UpRequest(
                wanted,
                temporal,
                Map.of(
                        "PATH", bin + ":/usr/bin:/bin",
                        "ORCHESTRATOR_PORT", Integer.toString(port),
                        "ORCHESTRATOR_TEMPORAL_PORT", Integer.toString(temporalPort)));
    }

    public static void installTemporal(Path bin) throws IOException {
        Path temporal = Files.createDirectories(bin).resolve("temporal");
        String classPath = System.getProperty("java.class.path");
        Files.writeString(
                temporal,
                "#!/bin/sh\nexec '" + java() + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + classPath + "' "
                        + FakeTemporal.class.getName() + " \"$@\"\n");
        if (!temporal.toFile().setExecutable(true)) throw new IOException("cannot make " + temporal + " executable");
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
