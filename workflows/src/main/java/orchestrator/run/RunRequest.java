package orchestrator.run;

import java.util.List;
import orchestrator.crew.Role;
import orchestrator.host.Host;
import orchestrator.identity.LaunchId;
import orchestrator.launch.EarlierAnswer;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchOwner;
import orchestrator.launch.RunBudget;
import orchestrator.launch.Safety;
import orchestrator.launch.Usage;
import orchestrator.launch.UsageStep;
import org.jspecify.annotations.Nullable;

/**
 * One assignment for one agent.
 *
 * <p>It has more than ten fields because it is the input of a workflow, whose JSON is a contract.
 *
 * @param key the session's key
 * @param run name within the session, such as {@code claude-1}
 * @param brief instructions for the agent's role
 * @param task the session's prompt, or its artifact reference
 * @param inputs answers of the assignments that this one depends on
 * @param workspace absolute path of the agent's working directory
 * @param directoryId distinguishes the workspace from one at the same path on another host
 * @param minutesMax time limit of the whole run, all launches together
 * @param schema JSON schema that the answer must have; null for an answer in words
 * @param tells true if the session wants milestones, blockers and review requests
 * @param noWait true if the user is asked at a usage limit instead of waiting
 * @param controlsSeen number of the last control that was carried out; null accepts every control
 * @param usageStep growth of usage that the run reports; null if it reports usage only at the end
 * @param safety null in requests of earlier releases
 * @param budget null in requests of earlier releases, which have none
 * @param reportsEnd true if its session may continue as new, and so hears of the end by a signal only
 * @param early true if the workflow that starts the run launches its agent beside it, so the run may find it launched
 * @param progress null at the start; the progress of a run that continues as new
 */
public record RunRequest(
        String session,
        String key,
        String run,
        String agent,
        Role role,
        String title,
        String brief,
        String task,
        List<EarlierAnswer> inputs,
        String workspace,
        String directoryId,
        boolean readOnly,
        int minutesMax,
        Host host,
        @Nullable RunProgress progress,
        @Nullable String schema,
        boolean tells,
        boolean noWait,
        @Nullable Long controlsSeen,
        @Nullable UsageStep usageStep,
        @Nullable Safety safety,
        @Nullable RunBudget budget,
        boolean reportsEnd,
        boolean early) {

    public RunRequest {
        inputs = List.copyOf(inputs);
    }

    /** The reason if the run has used more than it may; otherwise empty. */
    String reasonIfOverBudget(Usage used) {
        return budget == null ? "" : budget.reasonIfOver(used);
    }

    public String workflowId() {
        return session + "/" + run;
    }

    /** False if this request continues a run that has launched its agent. */
    public boolean isAtFirstLaunch() {
        return progress == null || (progress.launch() == 1 && !progress.launched());
    }

    /** The launch with which a new run begins. */
    public LaunchRequest firstLaunch(LaunchOwner owner) {
        return launch(new LaunchId(key, run, 1), progress == null ? RunProgress.START : progress, owner);
    }

    /** One launch of this run. */
    LaunchRequest launch(LaunchId id, RunProgress reached, LaunchOwner owner) {
        return new LaunchRequest(
                id,
                role,
                brief,
                task,
                inputs,
                workspace,
                readOnly,
                reached.conversation(),
                reached.note(),
                schema,
                owner,
                safety,
                reached.remedies(),
                false);
    }

    /** The same request for a run whose agent is launched beside it. */
    public RunRequest launchedEarly() {
        return with(progress, host, controlsSeen, true);
    }

    /** The request for the rest of the run, on that host. */
    public RunRequest continuedFrom(RunProgress reached, Host on, @Nullable Long controls) {
        return with(reached, on, controls, early);
    }

    private RunRequest with(@Nullable RunProgress reached, Host on, @Nullable Long controls, boolean isLaunchedEarly) {
        return new RunRequest(
                session,
                key,
                run,
                agent,
                role,
                title,
                brief,
                task,
                inputs,
                workspace,
                directoryId,
                readOnly,
                minutesMax,
                on,
                reached,
                schema,
                tells,
                noWait,
                controls,
                usageStep,
                safety,
                budget,
                reportsEnd,
                isLaunchedEarly);
    }
}
