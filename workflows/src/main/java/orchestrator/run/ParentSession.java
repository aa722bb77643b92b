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

/** Reports to the session while the run is at work. */
final class ParentSession {
    private static final Set<EventType> CALL_FOR_REVIEW =
            EnumSet.of(EventType.MILESTONE, EventType.BLOCKER, EventType.REQUEST_REVIEW);

    private final RunRequest request;

    ParentSession(RunRequest request) {
        this.request = request;
    }

    /** Asks the user for something; empty if it is no longer needed. */
    void reportNeed(String need) {
        tell(session -> session.needsYou(request.run(), need));
    }

    /** Null if the run no longer waits. */
    void reportWait(@Nullable Instant until) {
        tell(session -> session.waits(request.run(), until));
    }

    /** Reports the run's usage so far, if the session wants to know before the end. */
    void reportUsage(Usage usage) {
        if (request.usageStep() == null) return;
        tell(session -> session.used(request.run(), usage));
    }

    /** The first blocker, else the last notice that calls for a review, stands for all that came with it. */
    void report(List<Notice> notices) {
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
            // If the session is over, nobody waits for this run any more.
            if (!WorkflowGone.isCauseOf(e)) throw e;
        }
    }
}
