package orchestrator.run;

import java.util.List;
import orchestrator.crew.Role;
import orchestrator.host.Host;
import orchestrator.identity.LaunchId;
import orchestrator.launch.EarlierAnswer;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchOwner;
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
        @Nullable UsageStep usageStep) {

    public RunRequest {
        inputs = List.copyOf(inputs);
    }

    /** One launch of this run. */
    LaunchRequest launch(LaunchId id, @Nullable String conversation, String note, LaunchOwner owner) {
        return new LaunchRequest(id, role, brief, task, inputs, workspace, readOnly, conversation, note, schema, owner);
    }

    /** The request for the rest of the run, on that host. */
    public RunRequest continuedFrom(RunProgress reached, Host on, @Nullable Long controls) {
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
                usageStep);
    }
}
