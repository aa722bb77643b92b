package orchestrator.host;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Activities of a host that any workflow may call. */
@ActivityInterface
public interface HostActivities {

    /** Runs on the shared queue and returns the host of the worker that took the task. No side effect. */
    Host place();

    /** Returns how much of these times the host was suspended, stopped or off, or its clock jumped over. */
    long gapMillis(List<Span> spans);
}
