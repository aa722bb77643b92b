package orchestrator.chaos.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import orchestrator.chaos.load.InstalledOrchestrator;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.Program;
import orchestrator.harness.Tools;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/** The supervised worker and, on request, a standby worker. */
public final class Workers {

    private final InstalledOrchestrator installed;
    private final @Nullable Program standby;

    public Workers(InstalledOrchestrator installed, boolean withStandby) {
        this.installed = installed;
        this.standby = withStandby ? program(installed) : null;
        if (standby != null) standby.start();
    }

    private static Program program(InstalledOrchestrator installed) {
        Map<String, String> environment = new TreeMap<>(installed.environment());
        environment.put("TEMPORAL_ADDRESS", installed.temporal());
        List<String> command = List.of(Tools.checkout().resolve("orchestrate").toString(), "worker");
        return new Program("standby", command, environment, installed.scratch().resolve("standby.log"));
    }

    /** The worker that follows runs, of two; else the only one. */
    Optional<ProcessHandle> find() {
        Optional<ProcessHandle> supervised = installed.service("worker");
        if (standby == null) return supervised;
        return Stream.concat(supervised.stream(), javaOfStandby().stream())
                .filter(worker -> !followedBy(worker.pid()).isEmpty())
                .findFirst();
    }

    /** The command runs the worker as its child. */
    private Optional<ProcessHandle> javaOfStandby() {
        if (standby == null || !standby.isAlive()) return Optional.empty();
        return ProcessHandle.of(standby.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(ProcessHandle::isAlive)
                .findFirst();
    }

    /** Stops the supervisor before a kill, so that only the standby worker can take over. */
    void pauseSupervisor() {
        if (standby != null) signal("-STOP");
    }

    void resumeSupervisor() {
        if (standby == null) return;
        signal("-CONT");
        if (!standby.isAlive()) standby.start();
    }

    public void stop() {
        if (standby != null) standby.stop();
    }

    private void signal(String signal) {
        installed
                .supervisor("worker")
                .ifPresent(supervisor -> ExternalCommand.run(
                        Path.of("/bin/kill"), List.of(signal, "" + supervisor.pid()), Map.of(), Path.of("/")));
    }

    /** True if this worker reads the output of this launch. */
    boolean follows(ProcessHandle worker, LivingLaunches.Launch launch) {
        return standby == null || followedBy(worker.pid()).contains(launch.runName());
    }

    /** Workflow ids of the runs that this worker follows, from its token files. */
    private Set<String> followedBy(long pid) {
        Set<String> runs = new TreeSet<>();
        try (Stream<Path> tokens = Files.list(installed.home().file("running"))) {
            tokens.forEach(token -> run(token, pid).ifPresent(runs::add));
            return runs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> run(Path token, long pid) {
        try {
            JsonNode running = Json.MAPPER.readTree(Files.readString(token));
            String what = running.path("what").asText();
            boolean its = running.at("/worker/pid").asLong() == pid
                    && what.toLowerCase().startsWith("follow of ");
            return its ? Optional.of(what.substring("follow of ".length())) : Optional.empty();
        } catch (IOException goneOrHalfWritten) {
            return Optional.empty();
        }
    }
}
