package orchestrator.reaper;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.launcher.HostContext;
import orchestrator.session.SessionState;
import orchestrator.temporal.WorkflowLookup;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes checkouts of sessions that ended long ago: they fill the disk, and their work is in branches. */
public final class OldCheckouts {
    private static final Logger log = LoggerFactory.getLogger(OldCheckouts.class);
    private static final String DAYS = "ORCHESTRATOR_KEEP_CHECKOUTS_DAYS";
    private static final String DAYS_USUAL = "7";

    private final HostContext host;
    private final WorkflowLookup workflows;
    private final Duration kept;

    public OldCheckouts(HostContext host, WorkflowLookup workflows) {
        this.host = host;
        this.workflows = workflows;
        this.kept = Duration.ofDays(days(host.environment()));
    }

    private static long days(Map<String, String> environment) {
        String days = environment.getOrDefault(DAYS, DAYS_USUAL).strip();
        if (days.matches("[0-9]{1,4}")) return Long.parseLong(days);
        throw new IllegalArgumentException(DAYS + " must be a number of days, not `" + days + "`");
    }

    /** Never throws: the next run tries again. */
    public void prune() {
        try {
            Checkouts checkouts = Checkouts.of(host.home(), host.artifacts(), host.environment());
            List<String> pruned = checkouts.prune(host.clock().instant().minus(kept), this::isOver);
            if (!pruned.isEmpty()) log.info("removed old checkouts sessions={}", pruned);
        } catch (Refused | RuntimeException e) {
            log.warn("could not remove old checkouts: {}", e.toString());
        }
    }

    /** A session that is not in the archive is not known to be over. */
    private boolean isOver(String key) {
        Optional<SessionState> state =
                host.archive().session(key).filter(found -> found.key().equals(key));
        if (state.isEmpty()) return false;
        if (state.get().phase().isFinal()) return true;
        return host.isOver(workflows.ask(state.get().session(), state.get().execution()), key);
    }
}
