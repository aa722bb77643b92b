package orchestrator.chaos.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.OrchestratorApi;
import orchestrator.harness.Tools;
import orchestrator.home.Home;
import orchestrator.home.Trust;

/** The program as users run it: started by {@code ./orchestrate up}, with its own data directory and ports. */
public final class InstalledOrchestrator {

    /** Below the range of client ports, since a client could take a port while its server is down. */
    private static final int PORT_MIN = 20_200;

    private static final int PORT_MAX = 20_990;

    private final Path scratch;
    private final Path userHome;
    private final Home home;
    private final int port;
    private final int temporalPort;

    public InstalledOrchestrator(Path scratch) {
        this.scratch = scratch;
        this.userHome = directory(scratch.resolve("home"));
        this.home = Home.at(scratch.resolve("data"));
        this.port = freePort(PORT_MIN);
        this.temporalPort = freePort(port + 1);
        Trust.of(home).add(directory(scratch.resolve("targets")));
    }

    /** Returns its output. */
    public String up() {
        return orchestrate("up");
    }

    public String upWithoutStandby() {
        return orchestrate("up", "--no-standby");
    }

    public String down() {
        return orchestrate("down");
    }

    /** Returns its output; any exit code but 0 is a failure. */
    String orchestrate(String... words) {
        return ExternalCommand.run(Tools.checkout().resolve("orchestrate"), List.of(words), environment(), scratch);
    }

    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        for (String name : List.of("JAVA_HOME", "ORCHESTRATOR_JDKS", "LANG")) {
            String value = System.getenv(name);
            if (value != null) variables.put(name, value);
        }
        variables.put("TEMPORAL_ADDRESS", ""); // the caller's own installation must not be touched
        variables.put("HOME", userHome.toString());
        variables.put("PATH", Tools.temporal().getParent() + ":" + System.getenv("PATH"));
        variables.put("ORCHESTRATOR_HOME", home.directory().toString());
        // A resumed agent reads what it has printed from its run directory, which the sandbox hides.
        variables.put("ORCHESTRATOR_SANDBOX", "off");
        // Sessions go on in a new execution several times, and some are killed at that moment.
        variables.put("ORCHESTRATOR_ROLLOVER_EVENTS", "40");
        variables.put("ORCHESTRATOR_AGENT_MEMORY_MB", "20");
        variables.put("ORCHESTRATOR_PORT", "" + port);
        variables.put("ORCHESTRATOR_TEMPORAL_PORT", "" + temporalPort);
        variables.put("ORCHESTRATOR_TEMPORAL_UI_PORT", "" + freePort(temporalPort + 1));
        return variables;
    }

    public Home home() {
        return home;
    }

    /** Marks all processes of this installation, agents included, since it is in their environment. */
    public Path userHome() {
        return userHome;
    }

    public Path scratch() {
        return scratch;
    }

    public OrchestratorApi api() {
        return new OrchestratorApi("http://127.0.0.1:" + port, home.token());
    }

    public String temporal() {
        return "127.0.0.1:" + temporalPort;
    }

    public Path target(String session) {
        return directory(scratch.resolve("targets").resolve(session));
    }

    /** Worker, api or temporal; empty while the supervisor restarts it. */
    public Optional<ProcessHandle> service(String name) {
        return process(home.file(name + ".pid"));
    }

    public Optional<ProcessHandle> supervisor(String name) {
        return process(home.file(name + ".supervisor.pid"));
    }

    private static Optional<ProcessHandle> process(Path pidFile) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException away) {
            return Optional.empty();
        }
    }

    /** True if the class archives of worker and API exist. */
    public boolean startsQuickly() {
        return List.of("worker", "api").stream().allMatch(name -> {
            try {
                String flags = Files.readString(home.file(name + ".flags"));
                return flags.contains("SharedArchiveFile") || !Files.exists(home.file(name + ".classes"));
            } catch (IOException none) {
                return false;
            }
        });
    }

    private static int freePort(int from) {
        for (int candidate = from; candidate < PORT_MAX; candidate++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress("127.0.0.1", candidate));
                return candidate;
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free port from " + from + " to " + PORT_MAX);
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + path, e);
        }
    }
}
