package orchestrator.bench.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.MarkedProcesses;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.TemporalServer;
import orchestrator.harness.Tools;
import orchestrator.home.Home;

/** The program as a user has it: everything by {@code ./orchestrate}, with supervisors, on its own ports and data. */
final class UserInstallation implements AutoCloseable {
    private final Path scratch = ScratchDirectory.directory("bench");
    private final Map<String, String> environment = new TreeMap<>();
    private final String port = "" + TemporalServer.freePort();

    /** @param agent what the imitated Claude Code does */
    static UserInstallation up(String agent) {
        UserInstallation installation = new UserInstallation(agent);
        installation.orchestrate("up", "--port", installation.port);
        return installation;
    }

    private UserInstallation(String agent) {
        Path bin = directory("bin");
        script(bin.resolve("claude"), FakeClaude.script(agent));
        environment.put("HOME", directory("home").toString());
        environment.put("PATH", bin + ":" + Tools.temporal().getParent() + ":" + System.getenv("PATH"));
        environment.put("ORCHESTRATOR_HOME", home().directory().toString());
        environment.put("ORCHESTRATOR_TEMPORAL_PORT", "" + TemporalServer.freePort());
        environment.put("ORCHESTRATOR_SANDBOX", "off");
    }

    Home home() {
        return Home.at(scratch.resolve("data"));
    }

    /** True if the class archives of worker and API exist, so that no process makes them any more. */
    boolean startsQuickly() {
        return Stream.of("worker", "api")
                .allMatch(name -> !Files.exists(home().file(name + ".classes"))
                        && !Files.exists(home().file(name + ".archiving")));
    }

    /** Starts a session of one agent and returns its id. */
    String session(String name) {
        String target = directory("targets/" + name).toString();
        orchestrate("trust", target);
        String printed = orchestrate("run", "Say one thing.", "--target", target, "--agents", "claude", "--detach");
        return printed.lines()
                .filter(line -> line.startsWith("orch_"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no session: " + printed));
    }

    String orchestrate(String... command) {
        return ExternalCommand.run(
                Tools.checkout().resolve("orchestrate"), List.of(command), environment, directory("home"));
    }

    private Path directory(String name) {
        try {
            return Files.createDirectories(scratch.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + name, e);
        }
    }

    private static void script(Path file, String text) {
        try {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public void close() {
        orchestrate("down");
        // Agents outlive what is down.
        MarkedProcesses.of(directory("home"))
                .forEach(agent -> ProcessHandle.of(agent.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }
}
