package orchestrator.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.identity.LaunchId;
import orchestrator.launcher.HostContext;
import orchestrator.limits.LimitGauge.Finding;
import orchestrator.limits.LimitGauge.Kind;
import orchestrator.process.LaunchDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what a watch has found out about launches, and stops those that use too much. */
final class Enforcement {
    private static final Logger log = LoggerFactory.getLogger(Enforcement.class);
    private static final String SOURCE = "watch";

    private final HostContext host;
    /** Recorded after the stop, which must not wait for the event log, and kept if the log fails. */
    private final List<AgentEvent> unrecorded = new ArrayList<>();

    Enforcement(HostContext host) {
        this.host = host;
    }

    /** Stops the launch if one of the findings says so. */
    void carryOut(LaunchId id, List<Finding> findings, ObjectNode data) throws InterruptedException {
        findings.forEach(finding -> unrecorded.add(event(id, finding, data)));
        for (Finding finding : findings) {
            if (finding.kind() != Kind.STOP) continue;
            LaunchDirectory directory = host.launches().directory(id);
            directory.markEndedBecause(finding.text());
            kill(id, directory);
        }
    }

    void kill(LaunchId id, LaunchDirectory directory) throws InterruptedException {
        int killed = host.processes().kill(id, directory.identity());
        if (killed > 0) log.info("stopped launch={} killed={}", id, killed);
    }

    boolean hasUnrecorded() {
        return !unrecorded.isEmpty();
    }

    /** Writes the events of all findings so far; if that fails, the next call tries again. */
    void record() {
        if (unrecorded.isEmpty()) return;
        host.events().record(List.copyOf(unrecorded));
        unrecorded.clear();
    }

    /** Each kind has its own number, so the log keeps it once per launch, however many workers report it. */
    private AgentEvent event(LaunchId id, Finding finding, ObjectNode data) {
        return AgentEvent.of(
                        HostContext.stream(id).withSource(SOURCE),
                        host.clock().instant(),
                        EventType.STATUS,
                        finding.text())
                .withPlace(finding.kind().ordinal(), 0)
                .withData(data);
    }
}
