package orchestrator.reaper;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import orchestrator.agent.Agent;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.follow.StreamCopy;
import orchestrator.json.Json;
import orchestrator.launch.LaunchId;
import orchestrator.launcher.HostParts;
import orchestrator.launcher.LaunchStore;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.LeftoverProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what lives of a launch that nobody follows any more, keeps its last lines, and says so where something lived. */
public final class LaunchReaper {
    private static final Logger log = LoggerFactory.getLogger(LaunchReaper.class);
    private static final String SOURCE = "sweep";

    private final HostParts parts;

    public LaunchReaper(HostParts parts) {
        this.parts = parts;
    }

    public void of(LaunchId id, String why) throws IOException, InterruptedException {
        LaunchDirectory directory = parts.launches().directory(id);
        String marker = LaunchStore.marker(id);
        parts.processes().recall(marker, directory);
        List<LeftoverProcess> living = parts.processes().living(marker, directory.identity());
        int killed = parts.processes().kill(marker, directory.identity());
        keepLastLines(id);
        if (killed > 0) tell(id, killed, why, living);
        directory.markSettled();
        parts.processes().forget(marker);
    }

    /** Before launch n starts, all earlier ones of its run are known to be dead: two must not work in one place. */
    public void beforeLaunch(LaunchId next) throws IOException, InterruptedException {
        for (int n = 1; n < next.launch(); n++) {
            LaunchId earlier = new LaunchId(next.key(), next.run(), next.agent(), n);
            LaunchDirectory directory = parts.launches().directory(earlier);
            if (directory.claimed() && !directory.isSettled()) of(earlier, "launch " + next.launch() + " takes over");
        }
    }

    private void keepLastLines(LaunchId id) throws IOException {
        Optional<Agent> agent = parts.agent(id);
        if (agent.isEmpty()) return;
        try (StreamCopy copy = parts.copy(id, agent.get())) {
            copy.copyToTheEnd();
        }
    }

    private void tell(LaunchId id, int killed, String why, List<LeftoverProcess> living) {
        String which = living.isEmpty() ? "" : ". It was: " + LeftoverProcess.inWords(living);
        String text = "killed " + killed + " processes of launch " + id.launch() + ": " + why + which;
        log.info("buried launch={} killed={} because={}", LaunchStore.marker(id), killed, why);
        parts.events()
                .record(List.of(AgentEvent.of(
                                HostParts.stream(id).withSource(SOURCE),
                                parts.clock().instant(),
                                EventType.RECOVERY,
                                text)
                        .withData(Json.MAPPER.createObjectNode().put("killed", killed))));
    }
}
