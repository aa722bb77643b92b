package orchestrator.reaper;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import orchestrator.agent.Agent;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.follow.StreamCopy;
import orchestrator.guard.record.GuardJournal;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launcher.HostContext;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.LeftoverProcess;
import orchestrator.sandbox.SandboxPlanner;
import orchestrator.tamper.TamperCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the processes of a launch that is no longer followed, copies its last lines, and reports the killed processes.
 */
public final class LaunchReaper {
    private static final Logger log = LoggerFactory.getLogger(LaunchReaper.class);
    private static final String SOURCE = "sweep";

    private final HostContext host;

    public LaunchReaper(HostContext host) {
        this.host = host;
    }

    public void reap(LaunchId id, String why) throws IOException, InterruptedException {
        LaunchDirectory directory = host.launches().directory(id);
        host.processes().recall(id, directory);
        List<LeftoverProcess> living = host.processes().living(id, directory.identity());
        int killed = host.processes().kill(id, directory.identity());
        keepLastLines(id);
        if (killed > 0) tell(id, killed, why, living);
        new TamperCheck(directory.path()).compare(id, new GuardJournal(host.events(), host.clock()));
        SandboxPlanner.removeHome(directory.path());
        directory.markSettled();
        host.processes().forget(id);
    }

    /** Ends all earlier launches of a run before the next one starts: two must not work in one directory. */
    public void beforeLaunch(LaunchId next) throws IOException, InterruptedException {
        for (int n = 1; n < next.launch(); n++) {
            LaunchId earlier = new LaunchId(next.key(), next.run(), n);
            LaunchDirectory directory = host.launches().directory(earlier);
            if (directory.claimed() && !directory.isSettled()) reap(earlier, "launch " + next.launch() + " takes over");
        }
    }

    private void keepLastLines(LaunchId id) throws IOException {
        Optional<Agent> agent = host.agent(id);
        if (agent.isEmpty()) return;
        try (StreamCopy copy = host.copy(id, agent.get())) {
            copy.copyToTheEnd();
        }
    }

    private void tell(LaunchId id, int killed, String why, List<LeftoverProcess> living) {
        String which = living.isEmpty() ? "" : ". It was: " + LeftoverProcess.inWords(living);
        String text = "killed " + killed + " processes of launch " + id.launch() + ": " + why + which;
        log.info("reaped launch={} killed={} because={}", id, killed, why);
        host.events()
                .record(List.of(AgentEvent.of(
                                HostContext.stream(id).withSource(SOURCE),
                                host.clock().instant(),
                                EventType.RECOVERY,
                                text)
                        .withData(Json.MAPPER.createObjectNode().put("killed", killed))));
    }
}
