package orchestrator.session;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import orchestrator.crew.Role;
import orchestrator.event.AgentEvent;
import orchestrator.host.Host;
import orchestrator.plan.Assignment;
import orchestrator.session.request.SessionRequest;
import orchestrator.signing.Signature;
import org.jspecify.annotations.Nullable;

/** What a session needs from its host. All but {@link #admit} run on the host's own queue. */
@ActivityInterface
public interface SessionActivities {

    /**
     * On the host of the worker that took the task: makes the session's directory, checks target, workspace and agents, and
     * takes the lease. It is one step because each step takes time in Temporal. If the session is not approved, it looks
     * at nothing but the request, and is called again after the approval.
     */
    Admitted admit(PrepareRequest request);

    /** Waits until the user has approved the session, and returns how; heartbeats meanwhile. */
    String awaitTrust(TrustRequest request);

    /**
     * Takes the lease of the target, which also covers the directories above and below it. Returns the session that holds
     * it, or an empty text if it is ours now.
     */
    String tryLease(LeaseRequest request);

    /** Waits until the lease is free and takes it; heartbeats meanwhile. */
    void awaitLease(LeaseRequest request);

    void releaseLease(LeaseRequest request);

    /** Writes the state to the archive and the events to the event log; doing it again changes nothing. */
    void record(Record record);

    /** Writes a file into the session's directory and answers with the reference of the same as an artifact. */
    String keep(Keep keep);

    /** Writes {@code report.md} and {@code summary.json} and keeps both as artifacts. */
    Report report(SessionState state);

    /**
     * @param holder as of {@link #tryLease}; null if the lease was not asked for
     * @param searchAttributes those that Temporal has
     * @param notes what the session is told at its beginning, one sentence each
     */
    record Admitted(
            Host host, Prepared prepared, @Nullable String holder, List<String> searchAttributes, List<String> notes) {
        public Admitted {
            searchAttributes = List.copyOf(searchAttributes);
            notes = List.copyOf(notes);
        }
    }

    /** @param signature of the request; null if it has none of ours */
    record PrepareRequest(
            String session,
            String execution,
            SessionRequest request,
            @Nullable Signature signature) {}

    /**
     * @param untrusted directories whose trust by the user would be enough
     * @param approvable reference of the request, which the user can approve instead
     */
    record TrustRequest(String key, List<String> untrusted, String approvable) {}

    /**
     * @param request what was asked for, now or of the session that is resumed
     * @param requestArtifact reference of the same, kept for a later resume
     * @param carried what the session that is resumed has done; empty if nothing is resumed
     * @param plan what it had planned to be done, for agents that are here now; empty if that is not known
     * @param task the prompt, or its artifact reference if it is long
     * @param trusted whether it may begin: signed, and in trusted directories, or approved
     * @param hold why it may not, and what to do; empty if it may
     * @param untrusted directories that were never named on this machine's command line, if trusting them is enough
     * @param acceptsUnsigned whether this Temporal authenticates its clients itself
     * @param refusal what the caller has to put right before anything can start; empty if all is well
     * @param directoryId tells the workspace from one of the same path on another host
     * @param crew which agent does what, and why in {@code crewReason}
     */
    record Prepared(
            String key,
            String target,
            String workspace,
            SessionRequest request,
            String requestArtifact,
            List<Carried> carried,
            List<Assignment> plan,
            String task,
            boolean trusted,
            String hold,
            List<String> untrusted,
            boolean acceptsUnsigned,
            String refusal,
            List<RoleAgent> crew,
            String crewReason,
            String directoryId) {
        public Prepared {
            plan = plan == null ? List.of() : List.copyOf(plan);
            hold = hold == null ? "" : hold;
            untrusted = untrusted == null ? List.of() : List.copyOf(untrusted);
        }

        public Prepared refused(String why) {
            return new Prepared(
                    key,
                    target,
                    workspace,
                    request,
                    requestArtifact,
                    carried,
                    plan,
                    task,
                    false,
                    "",
                    List.of(),
                    acceptsUnsigned,
                    why,
                    crew,
                    crewReason,
                    directoryId);
        }
    }

    /**
     * An assignment of the session that is resumed: work, a fix or a merge.
     *
     * @param done whether it had succeeded
     * @param begun whether its agent was ever launched
     * @param answer what it answered, or its artifact reference
     * @param conversation what its agent can go on with; null if it is not known
     * @param blockers what it said that stops it, if that still stands
     * @param takenFrom run of another agent that was at work on it before; null if there was none
     */
    record Carried(
            String assignment,
            boolean done,
            boolean begun,
            String run,
            String agent,
            String answer,
            @Nullable String conversation,
            List<Teamwork.Blocker> blockers,
            @Nullable String takenFrom) {

        public Carried {
            blockers = blockers == null ? List.of() : List.copyOf(blockers);
        }

        /** Whose run it was taken from; null if there was none. */
        public @Nullable String takenFromAgent() {
            return takenFrom == null ? null : takenFrom.substring(0, takenFrom.lastIndexOf('-'));
        }
    }

    /** References of the two artifacts. */
    record Report(String report, String summary) {}

    record RoleAgent(Role role, String agent) {}

    /** @param name relative, such as {@code reviews/1-codex-claude.json} */
    record Keep(String key, String name, String text) {}

    record LeaseRequest(String target, String session, String execution, String key) {}

    record Record(@Nullable SessionState state, List<AgentEvent> events) {}
}
