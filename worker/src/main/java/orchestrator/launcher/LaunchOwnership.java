package orchestrator.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.json.Json;
import orchestrator.launch.LaunchId;
import orchestrator.launch.LaunchOwner;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessPause;

/**
 * Which workflow answers for a launch. A workflow that was reset, or that replaces one whose session was reset, comes to
 * launches that another execution has begun, and takes them up as they are.
 */
public final class LaunchOwnership {
    private static final String SOURCE = "temporal";

    private final HostParts parts;

    public LaunchOwnership(HostParts parts) {
        this.parts = parts;
    }

    /** @param runId of this very execution, another one after a reset */
    private record Kept(LaunchOwner owner, String runId) {}

    /** Of a launch of an earlier release, who began it. */
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

    /** What was begun goes on, also where it was paused: the execution that had paused it is gone. */
    public void takeUp(LaunchId id, LaunchOwner owner, String runId) throws InterruptedException {
        LaunchDirectory directory = parts.launches().directory(id);
        String mine = Json.write(new Kept(owner, runId));
        if (directory.owner().filter(mine::equals).isPresent()) return;
        boolean isOthers = directory.owner().isPresent();
        directory.markOwner(mine);
        if (!isOthers || directory.isSettled()) return;
        if (directory.isPaused()) new ProcessPause(parts.processes(), directory, LaunchStore.marker(id)).proceed();
        tell(id, runId);
    }

    private void tell(LaunchId id, String runId) {
        String cause = "The run was reset or started anew in Temporal";
        parts.events()
                .record(List.of(AgentEvent.of(
                                HostParts.stream(id).withSource(SOURCE),
                                parts.clock().instant(),
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
