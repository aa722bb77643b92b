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
        Teamwork teamwork)
        implements ForPeople {
    private static final String DONE_UNCHANGED = "done, nothing changed";

    public SessionState {
        request = request == null ? "" : request;
        resumedFrom = resumedFrom == null ? "" : resumedFrom;
        teamwork = teamwork == null ? Teamwork.NONE : teamwork;
        assignments = List.copyOf(assignments);
        controls = List.copyOf(controls);
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
