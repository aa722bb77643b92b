package orchestrator.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launch.LaunchOwner;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.ProcessPause;
import org.jspecify.annotations.Nullable;

/**
 * Records which workflow owns a launch, and which worker follows it. After a reset, a workflow finds launches that an
 * earlier execution started, and becomes their owner.
 */
public final class LaunchOwnership {
    private static final String SOURCE = "temporal";

    /** An exit code from here on says that a signal ended the process. */
    private static final int SIGNALLED = 128;

    private final HostContext host;

    public LaunchOwnership(HostContext host) {
        this.host = host;
    }

    /**
     * @param runId of this execution; another one after a reset
     * @param run the workflow that will take the launch up; null if it owns the launch already
     */
    private record Kept(
            LaunchOwner owner, String runId, @Nullable String run) {}

    /** The owner of a launch. */
    public static LaunchOwner of(LaunchDirectory directory) throws IOException {
        Optional<Kept> kept = kept(directory);
        if (kept.isPresent()) return kept.get().owner();
        JsonNode command = Json.MAPPER.readTree(Files.readString(directory.command()));
        return Json.convert(command.path("owner"), LaunchOwner.class);
    }

    /** The workflow that has not taken up yet what was launched for it; empty if it has. */
    public static Optional<String> awaitedRun(LaunchDirectory directory) {
        return kept(directory).map(Kept::run);
    }

    private static Optional<Kept> kept(LaunchDirectory directory) {
        return directory.owner().map(json -> Json.read(json, Kept.class));
    }

    public void begin(LaunchDirectory directory, LaunchOwner owner, String runId) {
        begin(directory, new Kept(owner, runId, null));
    }

    /** @param run the workflow that will take the launch up; until then, the one that starts it is the owner */
    public void beginEarly(LaunchDirectory directory, LaunchOwner owner, String runId, String run) {
        begin(directory, new Kept(owner, runId, run));
    }

    /** The worker that begins a launch is the first to answer for it, since it may die before it follows the launch. */
    private void begin(LaunchDirectory directory, Kept kept) {
        directory.markOwner(Json.write(kept));
        directory.markFollower(host.processes().self());
    }

    /**
     * Makes a workflow the owner of a started launch. A paused launch is resumed, because the execution that paused it
     * is gone.
     */
    public void takeUp(LaunchId id, LaunchOwner owner, String runId) throws InterruptedException {
        LaunchDirectory directory = host.launches().directory(id);
        Kept mine = new Kept(owner, runId, null);
        Optional<Kept> before = kept(directory);
        if (before.filter(mine::equals).isPresent()) return;
        boolean isOthers = before.filter(kept -> kept.run() == null).isPresent();
        directory.markOwner(Json.write(mine));
        if (!isOthers || directory.isSettled()) return;
        if (directory.isPaused()) new ProcessPause(host.processes(), directory, id).resume();
        tell(id, runId);
    }

    private void tell(LaunchId id, String runId) {
        tell(id, "The run was reset or restarted in Temporal", SOURCE, runId.hashCode());
    }

    /**
     * Tells of a worker's death that its agent survived, once for each worker that follows the launch next. The agent
     * may have ended by itself meanwhile.
     */
    public void reattach(LaunchId id) throws InterruptedException {
        LaunchDirectory directory = host.launches().directory(id);
        ProcessIdentity self = host.processes().self();
        Optional<ProcessIdentity> before = directory.follower();
        if (before.filter(self::equals).isPresent()) return;
        directory.markFollower(self);
        boolean isLost =
                before.filter(worker -> !host.processes().isAlive(worker)).isPresent();
        if (isLost && survived(directory)) tell(id, "The worker died", "worker", self.hashCode());
    }

    private boolean survived(LaunchDirectory directory) throws InterruptedException {
        if (directory.identity().filter(host.processes()::isAlive).isPresent()) return true;
        directory.awaitExitCode();
        return directory.exitCode().filter(code -> code < SIGNALLED).isPresent();
    }

    private void tell(LaunchId id, String cause, String source, int place) {
        host.events()
                .record(List.of(AgentEvent.of(
                                HostContext.stream(id).withSource(source),
                                host.clock().instant(),
                                EventType.RECOVERY,
                                cause + ". Recovered by tier 1: launch " + id.launch()
                                        + " is followed again; lost: nothing.")
                        .withPlace(0, place)
                        .withData(Json.MAPPER
                                .createObjectNode()
                                .put("tier", 1)
                                .put("cause", cause)
                                .put("lost", "nothing"))));
    }
}
