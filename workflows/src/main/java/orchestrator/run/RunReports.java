package orchestrator.run;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import java.time.Instant;
import orchestrator.host.Host;
import orchestrator.launch.GuardReport;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/** The signals by which a run reports to the workflow that started it. */
@WorkflowInterface
public interface RunReports {
    /** The agent reported a milestone, a blocker or a request for a review. */
    @SignalMethod(name = "run_told")
    void notice(String run, Notice notice);

    /** The run waits until then for the end of its vendor's usage limit; null if it continues. */
    @SignalMethod(name = "run_waits")
    void waits(String run, @Nullable Instant until);

    /** The run has used this much so far; its result has the total. */
    @SignalMethod(name = "run_used")
    void used(String run, Usage usage);

    /** The run waits for the user for this reason; empty if it continues. */
    @SignalMethod(name = "run_needs_you")
    void needsYou(String run, String why);

    /**
     * The guard has recorded something about the run.
     *
     * @param host to which answers to its questions go
     */
    @SignalMethod(name = "run_guarded")
    void guarded(String run, Host host, GuardReport report);

    /**
     * The run has ended with this result; the execution of its session that hears it may be another than the one that
     * started it.
     *
     * @param key of the run's session, since another session may have the same id
     */
    @SignalMethod(name = "run_ended")
    void ended(String key, String run, RunResult result);
}
