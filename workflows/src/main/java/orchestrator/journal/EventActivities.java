package orchestrator.journal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import orchestrator.event.AgentEvent;

/**
 * Writes a workflow's events into the event log. The activity is the session's {@code Record}, which may write the session's
 * state along with its events; a run has none.
 */
@ActivityInterface
public interface EventActivities {

    /** Doing it again changes nothing. */
    @ActivityMethod(name = "Record")
    void record(Events events);

    record Events(List<AgentEvent> events) {}
}
