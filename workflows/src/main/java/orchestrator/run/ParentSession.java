package orchestrator.run;

import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import orchestrator.event.EventType;
import orchestrator.host.WorkflowGone;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/** What a run tells its session while it is at work. */
final class ParentSession {
    private static final Set<EventType> CALL_FOR_REVIEW =
            EnumSet.of(EventType.MILESTONE, EventType.BLOCKER, EventType.REQUEST_REVIEW);

    private final RunRequest request;

    ParentSession(RunRequest request) {
        this.request = request;
    }

    /** An empty need: it is met. */
    void needs(String need) {
        tell(session -> session.needsYou(request.run(), need));
    }

    /** Null: it does not wait any more. */
    void waits(@Nullable Instant until) {
        tell(session -> session.waits(request.run(), until));
    }

    /** What the run has used so far. */
    void used(Usage usage) {
        tell(session -> session.used(request.run(), usage));
    }

    /** The last of those that call for a review stands for all that came with it. */
    void told(List<Notice> notices) {
        if (!request.tells()) return;
        notices.stream()
                .filter(notice -> CALL_FOR_REVIEW.contains(notice.type()))
                .reduce((first, second) -> first.type() == EventType.BLOCKER ? first : second)
                .ifPresent(notice -> tell(session -> session.notice(request.run(), notice)));
    }

    private void tell(Consumer<RunReports> what) {
        try {
            what.accept(Workflow.newExternalWorkflowStub(RunReports.class, request.session()));
        } catch (RuntimeException e) {
            // Where the session is over, nobody waits for this run any more.
            if (!WorkflowGone.isCauseOf(e)) throw e;
        }
    }
}
