package orchestrator.reaper;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.launcher.HostParts;
import orchestrator.session.SessionState;
import orchestrator.temporal.WorkflowLookup;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes checkouts of sessions that were over long ago: they fill the disk, and all that was made is in branches. */
public final class CheckoutPruning {
    private static final Logger log = LoggerFactory.getLogger(CheckoutPruning.class);
    private static final String DAYS = "ORCHESTRATOR_KEEP_CHECKOUTS_DAYS";
    private static final String DAYS_USUAL = "7";

    private final HostParts parts;
    private final WorkflowLookup workflows;
    private final Duration kept;

    public CheckoutPruning(HostParts parts, WorkflowLookup workflows) {
        this.parts = parts;
        this.workflows = workflows;
        this.kept = Duration.ofDays(days(parts.environment()));
    }

    private static long days(Map<String, String> environment) {
        String days = environment.getOrDefault(DAYS, DAYS_USUAL).strip();
        if (days.matches("[0-9]{1,4}")) return Long.parseLong(days);
        throw new IllegalArgumentException(DAYS + " must be a number of days, not `" + days + "`");
    }

    /** Never throws: the next time it tries again what it could not do now. */
    public void prune() {
        try {
            Checkouts checkouts = Checkouts.of(parts.home(), parts.artifacts(), parts.environment());
            List<String> pruned = checkouts.prune(parts.clock().instant().minus(kept), this::isOver);
            if (!pruned.isEmpty()) log.info("removed old checkouts sessions={}", pruned);
        } catch (Refused | RuntimeException e) {
            log.warn("could not remove old checkouts: {}", e.toString());
        }
    }

    /** A session that nobody has archived is not known to be over. */
    private boolean isOver(String key) {
        Optional<SessionState> state =
                parts.archive().session(key).filter(found -> found.key().equals(key));
        if (state.isEmpty()) return false;
        if (state.get().phase().isFinal()) return true;
        return parts.isOver(workflows.ask(state.get().session(), state.get().execution()), key);
    }
}
