package orchestrator.session;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.plan.Role;
import org.jspecify.annotations.Nullable;

/** What a session needs from its host. All but {@link #place} run on the host's own queue. */
@ActivityInterface
public interface SessionActivities {

    /** Answers with the host of the worker that happened to take the task. No side effect. */
    Host place();

    /**
     * Checks target, workspace and agents, and makes the session's directory. What the caller has to put right is an
     * ApplicationFailure of type {@link #REFUSED}, never retried.
     */
    Prepared prepare(PrepareRequest request);

    /** Returns when the target is trusted; heartbeats until then. */
    void awaitTrust(String target);

    /** Answers with the session that holds the lease of this target or of one above or below it; empty where now ours. */
    String tryLease(LeaseRequest request);

    /** Returns when the lease is ours; heartbeats until then. */
    void awaitLease(LeaseRequest request);

    void releaseLease(LeaseRequest request);

    /** Writes the state to the archive and the events to the event log; doing it again changes nothing. */
    void record(Record record);

    /** Writes {@code report.md} and {@code summary.json} and keeps both as artifacts. */
    void report(SessionState state);

    String REFUSED = "Refused";

    record PrepareRequest(String session, String execution, SessionRequest request) {}

    /**
     * @param task the prompt, or its artifact reference where it is long
     * @param trusted whether the target was ever named on this machine's command line
     * @param crew which agent does what, and why in {@code crewReason}
     */
    record Prepared(
            String key,
            String target,
            String workspace,
            String task,
            boolean trusted,
            List<RoleAgent> crew,
            String crewReason) {}

    record RoleAgent(Role role, String agent) {}

    record LeaseRequest(String target, String session, String execution) {}

    record Record(@Nullable SessionState state, List<AgentEvent> events) {}
}
