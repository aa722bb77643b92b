package orchestrator.session;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import orchestrator.crew.Role;
import orchestrator.event.AgentEvent;
import orchestrator.host.Host;
import orchestrator.plan.Assignment;
import orchestrator.rollover.RollOverLimits;
import orchestrator.session.request.SessionRequest;
import orchestrator.signing.Signature;
import orchestrator.snapshot.StateChange;
import org.jspecify.annotations.Nullable;

/** The activities of a session. All but {@link #admit} run on the host's own queue. */
@ActivityInterface
public interface SessionActivities {

    /**
     * Makes the session's directory, checks target, workspace and agents, and takes the lease, on the host of the
     * worker that took the task. It is one activity because each activity takes time in Temporal. If the session is
     * not approved, it reads only the request, and is called again after the approval.
     */
    Admitted admit(PrepareRequest request);

    /** Waits until the user has approved the session, and returns how it was approved; heartbeats meanwhile. */
    String awaitTrust(TrustRequest request);

    /**
     * Takes the lease of the target, which also covers the directories above and below it. Returns the session that
     * holds the lease, or an empty text if this one has it now.
     */
    String tryLease(LeaseRequest request);

    /** Waits until the lease is free and takes it; heartbeats meanwhile. */
    void awaitLease(LeaseRequest request);

    void releaseLease(LeaseRequest request);

    /** Writes the whole state to the archive and the events to the event log, for sessions of earlier releases. */
    void record(Record record);

    /**
     * Writes events to the event log, and what changed in the state to the archive, in one transaction. Doing it again
     * changes nothing.
     */
    Recorded recordStep(Step step);

    /** Writes a file into the session's directory, and returns the reference of its artifact. */
    String keep(Keep keep);

    /** Writes {@code report.md} and {@code summary.json} and keeps both as artifacts, for sessions of earlier releases. */
    Report report(SessionState state);

    /** The same for the archived state, after recording this last step. */
    Report reportAfter(Step step);

    /**
     * @param holder as returned by {@link #tryLease}; null if the lease was not tried
     * @param searchAttributes the search attributes that Temporal has
     * @param notes notes for the session's events, one sentence each
     * @param rollOver when the session continues as a new execution; null if never, as in earlier releases
     */
    record Admitted(
            Host host,
            Prepared prepared,
            @Nullable String holder,
            List<String> searchAttributes,
            List<String> notes,
            @Nullable RollOverLimits rollOver) {
        public Admitted {
            searchAttributes = List.copyOf(searchAttributes);
            notes = List.copyOf(notes);
        }
    }

    /** @param signature of the request; null if it has none of our key */
    record PrepareRequest(
            String session,
            String execution,
            SessionRequest request,
            @Nullable Signature signature) {}

    /**
     * @param untrusted directories that the user can trust to let the session begin
     * @param approvable reference of the request, which the user can approve instead
     */
    record TrustRequest(String key, List<String> untrusted, String approvable) {}

    /**
     * @param request the request, completed by that of the resumed session
     * @param requestArtifact reference of the request, kept for a later resume
     * @param carried assignments of the resumed session; empty if none is resumed
     * @param plan plan of the resumed session, for the agents of this one; empty if unknown
     * @param task the prompt, or its artifact reference if it is long
     * @param trusted true if it may begin: signed and in trusted directories, or approved
     * @param hold why it may not begin, and what to do; empty if it may
     * @param untrusted directories that the user never trusted on this machine, if trusting them is enough
     * @param acceptsUnsigned true if this Temporal authenticates its clients itself
     * @param refusal what the caller has to correct before the session can start; otherwise empty
     * @param directoryId distinguishes the workspace from one at the same path on another host
     * @param crew the agent of each role; {@code crewReason} explains the choice
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
     * An assignment of the resumed session: work, a fix or a merge.
     *
     * @param done true if it had succeeded
     * @param begun true if its agent was ever launched
     * @param answer its agent's answer, or the artifact reference
     * @param conversation the conversation that its agent can resume; null if unknown
     * @param blockers blockers that its agent reported and that still stand
     * @param takenFrom run of another agent that worked on it before; null if there was none
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

        /** The agent that worked on it before; null if there was none. */
        public @Nullable String takenFromAgent() {
            return takenFrom == null ? null : takenFrom.substring(0, takenFrom.lastIndexOf('-'));
        }
    }

    /**
     * References of the two artifacts; empty if nothing was written.
     *
     * @param wantsWhole true if nothing was written, because the step does not fit to the archived state
     */
    record Report(String report, String summary, boolean wantsWhole) {
        public static final Report WANTS_WHOLE = new Report("", "", true);

        public Report(String report, String summary) {
            this(report, summary, false);
        }
    }

    /**
     * @param key of the session
     * @param whole the whole state; null if the change has a patch, or the state is as recorded
     * @param change null if the state is as recorded
     */
    record Step(
            String key,
            @Nullable SessionState whole,
            List<AgentEvent> events,
            @Nullable StateChange change) {
        public Step {
            events = List.copyOf(events);
        }
    }

    /** @param wantsWhole true if the change does not fit to the archived state, so that the whole state is needed */
    record Recorded(boolean wantsWhole) {}

    record RoleAgent(Role role, String agent) {}

    /** @param name relative, such as {@code reviews/1-codex-claude.json} */
    record Keep(String key, String name, String text) {}

    record LeaseRequest(String target, String session, String execution, String key) {}

    record Record(@Nullable SessionState state, List<AgentEvent> events) {}
}
