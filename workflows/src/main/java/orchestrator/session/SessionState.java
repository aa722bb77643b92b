package orchestrator.session;

import java.time.Instant;
import java.util.List;
import orchestrator.launch.Usage;
import orchestrator.signing.ForPeople;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a session but its events. The {@code state} query returns it, and the archive keeps it.
 *
 * @param session the workflow id, as the caller chose it
 * @param key name of the session's directory and of its events; equal to the id if that is a safe name
 * @param execution run id of the first execution; two executions of one id have different keys
 * @param prompt cut to 2,000 characters
 * @param reason reason of its end; empty while open
 * @param request reference of the artifact with the whole request
 * @param resumedFrom key of the execution that this one resumes; empty if there is none
 * @param currentStep current step, in words
 * @param teamwork plan, reviews, decisions, open items, verification and result
 * @param violations of all its runs: what the guard stopped, and what was done without it
 */
public record SessionState(
        String session,
        String key,
        String execution,
        String prompt,
        String request,
        String resumedFrom,
        String target,
        String workspace,
        Phase phase,
        Hold hold,
        String reason,
        String currentStep,
        String crew,
        List<AssignmentState> assignments,
        List<Control> controls,
        Usage usage,
        int progressPercent,
        Instant startedAt,
        @Nullable Instant endedAt,
        Teamwork teamwork,
        int violations)
        implements ForPeople {
    private static final String DONE_UNCHANGED = "done, nothing changed";

    public SessionState {
        request = request == null ? "" : request;
        resumedFrom = resumedFrom == null ? "" : resumedFrom;
        teamwork = teamwork == null ? Teamwork.NONE : teamwork;
        assignments = List.copyOf(assignments);
        controls = List.copyOf(controls);
    }

    public SessionState withoutLists() {
        return with(List.of(), List.of(), teamwork.withoutLists());
    }

    /** The state without what grows with the session, but with its newest control. */
    public SessionState overview() {
        List<Control> newest = controls.isEmpty() ? controls : controls.subList(controls.size() - 1, controls.size());
        return with(List.of(), newest, teamwork.withoutLists());
    }

    /** What a list of sessions shows of it: without what grows with the session, but for work under way and questions. */
    public SessionState listed() {
        List<AssignmentState> underWay =
                assignments.stream().filter(one -> !one.status().isFinal()).toList();
        SessionState listed = with(phase.isFinal() ? List.of() : underWay, List.of(), teamwork.listed());
        return listed.equals(this) ? this : listed;
    }

    private SessionState with(List<AssignmentState> someAssignments, List<Control> someControls, Teamwork others) {
        return new SessionState(
                session,
                key,
                execution,
                prompt,
                request,
                resumedFrom,
                target,
                workspace,
                phase,
                hold,
                reason,
                currentStep,
                crew,
                someAssignments,
                someControls,
                usage,
                progressPercent,
                startedAt,
                endedAt,
                others,
                violations);
    }

    /** False without git, because changes are then unknown. */
    private boolean isDoneUnchanged() {
        Teamwork.Result result = teamwork.result();
        return phase == Phase.DONE && result != null && !result.base().isEmpty() && result.files() == 0;
    }

    /** The phase, and a remark if the session is done without a change. */
    public String inShort() {
        return isDoneUnchanged() ? DONE_UNCHANGED : phase.wire();
    }
}
