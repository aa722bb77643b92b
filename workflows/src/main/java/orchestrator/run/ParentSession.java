package orchestrator.run;

import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import orchestrator.event.EventType;
import orchestrator.host.Host;
import orchestrator.host.WorkflowGone;
import orchestrator.launch.GuardReport;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/** Reports to the session while the run works. */
final class ParentSession {
    private static final Set<EventType> CALL_FOR_REVIEW =
            EnumSet.of(EventType.MILESTONE, EventType.BLOCKER, EventType.REQUEST_REVIEW);

    private final RunRequest request;

    ParentSession(RunRequest request) {
        this.request = request;
    }

    /** @param need what the user has to do; empty if it is no longer needed */
    void reportNeed(String need) {
        send(session -> session.needsYou(request.run(), need));
    }

    /** @param until null if the run no longer waits */
    void reportWait(@Nullable Instant until) {
        send(session -> session.waits(request.run(), until));
    }

    /** Reports the run's usage so far, if the session wants it before the end. */
    void reportUsage(Usage usage) {
        if (request.usageStep() == null) return;
        send(session -> session.used(request.run(), usage));
    }

    void reportGuard(Host host, GuardReport report) {
        send(session -> session.guarded(request.run(), host, report));
    }

    /** Reports one notice of several: the first blocker, or else the last one that calls for a review. */
    void report(List<Notice> notices) {
        if (!request.tells()) return;
        notices.stream()
                .filter(notice -> CALL_FOR_REVIEW.contains(notice.type()))
                .reduce((first, second) -> first.type() == EventType.BLOCKER ? first : second)
                .ifPresent(notice -> send(session -> session.notice(request.run(), notice)));
    }

    /** Reports the end, if the session hears of it only by a signal. */
    void reportEnd(RunResult result) {
        if (request.reportsEnd()) send(session -> session.ended(request.key(), request.run(), result));
    }

    private void send(Consumer<RunReports> what) {
        try {
            what.accept(Workflow.newExternalWorkflowStub(RunReports.class, request.session()));
        } catch (RuntimeException e) {
            // If the session is over, nobody waits for this run any more.
            if (!WorkflowGone.isCauseOf(e)) throw e;
        }
    }
}
