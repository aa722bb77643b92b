package orchestrator.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launch.LaunchOwner;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessPause;

/**
 * Records which workflow owns a launch. After a reset, a workflow finds launches that an earlier execution started, and
 * becomes their owner.
 */
public final class LaunchOwnership {
    private static final String SOURCE = "temporal";

    private final HostContext host;

    public LaunchOwnership(HostContext host) {
        this.host = host;
    }

    /** @param runId of this execution; another one after a reset */
    private record Kept(LaunchOwner owner, String runId) {}

    /** The owner of a launch. */
    public static LaunchOwner of(LaunchDirectory directory) throws IOException {
        if (directory.owner().isPresent()) {
            return Json.read(directory.owner().get(), Kept.class).owner();
        }
        JsonNode command = Json.MAPPER.readTree(Files.readString(directory.command()));
        return Json.convert(command.path("owner"), LaunchOwner.class);
    }

    public void begin(LaunchDirectory directory, LaunchOwner owner, String runId) {
        directory.markOwner(Json.write(new Kept(owner, runId)));
    }

    /**
     * Makes a workflow the owner of a started launch. A paused launch is resumed, because the execution that paused it
     * is gone.
     */
    public void takeUp(LaunchId id, LaunchOwner owner, String runId) throws InterruptedException {
        LaunchDirectory directory = host.launches().directory(id);
        String mine = Json.write(new Kept(owner, runId));
        if (directory.owner().filter(mine::equals).isPresent()) return;
        boolean isOthers = directory.owner().isPresent();
        directory.markOwner(mine);
        if (!isOthers || directory.isSettled()) return;
        if (directory.isPaused()) new ProcessPause(host.processes(), directory, id).resume();
        tell(id, runId);
    }

    private void tell(LaunchId id, String runId) {
        String cause = "The run was reset or restarted in Temporal";
        host.events()
                .record(List.of(AgentEvent.of(
                                HostContext.stream(id).withSource(SOURCE),
                                host.clock().instant(),
                                EventType.RECOVERY,
                                cause + ". Recovered by tier 1: launch " + id.launch()
                                        + " is followed again; lost: nothing.")
                        .withPlace(0, runId.hashCode())
                        .withData(Json.MAPPER
                                .createObjectNode()
                                .put("tier", 1)
                                .put("cause", cause)
                                .put("lost", "nothing"))));
    }
}
