package orchestrator.session;

import java.time.Instant;
import java.util.List;
import orchestrator.launch.Usage;
import orchestrator.signing.ForPeople;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a session but its events: what the {@code state} query answers and the archive keeps.
 *
 * @param session the workflow id, as the caller chose it
 * @param key name of the session's directory and of its events; the id itself if that is a safe name
 * @param execution run id of the first execution; two executions of one id have different keys
 * @param prompt cut to 2,000 characters
 * @param reason why it ended as it did; empty while open
 * @param request reference of the artifact with all that was asked for
 * @param resumedFrom key of the execution that this one goes on from; empty if there is none
 * @param currentStep what is going on, in words
 * @param teamwork plan, reviews, decisions, what needs the user, verification and result
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

    /** Without git that is unknown. */
    private boolean isDoneUnchanged() {
        Teamwork.Result result = teamwork.result();
        return phase == Phase.DONE && result != null && !result.base().isEmpty() && result.files() == 0;
    }

    /** The phase, and whether anything came of it. */
    public String inShort() {
        return isDoneUnchanged() ? DONE_UNCHANGED : phase.wire();
    }
}
