package orchestrator.host;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** What any workflow may ask of a host. */
@ActivityInterface
public interface HostActivities {

    /** Runs on the shared queue and answers with the host of the worker that took the task. No side effect. */
    Host place();

    /** Returns how much of these times the host could not work: suspended, stopped, switched off, or skipped by its clock. */
    long gapMillis(List<Span> spans);
}
