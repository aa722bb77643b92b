package orchestrator.session;

import java.time.Instant;
import java.util.List;
import orchestrator.launch.Usage;
import orchestrator.signing.ForPeople;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a session but its event stream: what the {@code state} query answers and what is archived.
 *
 * @param session the workflow id, as the caller chose it
 * @param key name of the session's directory and of its events; the id itself where that is a safe name
 * @param execution run id of the first execution; two executions of one id have different keys
 * @param prompt cut to 2,000 characters
 * @param reason why it ended as it did; empty while open
 * @param request reference of the artifact with all that was asked for
 * @param resumedFrom key of the execution that this one goes on from; empty where it began afresh
 * @param currentStep the one thing that is going on, in words
 * @param teamwork plan, reviews, decisions, what needs a person, verification and result
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
        // Archived before these were known.
        request = request == null ? "" : request;
        resumedFrom = resumedFrom == null ? "" : resumedFrom;
        teamwork = teamwork == null ? Teamwork.NONE : teamwork;
        assignments = List.copyOf(assignments);
        controls = List.copyOf(controls);
    }

    /** Where there is no git for it, nobody can tell. */
    private boolean isDoneUnchanged() {
        Teamwork.Result result = teamwork.result();
        return phase == Phase.DONE && result != null && !result.base().isEmpty() && result.files() == 0;
    }

    /** How it stands, in a word or two: the phase, and whether anything came of it. */
    public String inShort() {
        return isDoneUnchanged() ? DONE_UNCHANGED : phase.wire();
    }
}
