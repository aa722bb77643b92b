package orchestrator.work;

import java.util.List;
import orchestrator.host.Host;
import orchestrator.launch.EarlierAnswer;
import orchestrator.launch.RunBudget;
import orchestrator.launch.Safety;
import orchestrator.launch.UsageStep;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.plan.PlanAnswer;
import orchestrator.review.ReviewAnswer;
import orchestrator.run.RunProgress;
import orchestrator.run.RunRequest;
import org.jspecify.annotations.Nullable;

/**
 * The settings that all runs of one workflow share.
 *
 * @param session id of the workflow that starts the runs
 * @param key name of its directory and of its events
 * @param task the user's prompt, or its artifact reference
 * @param workspace directory of an agent without a checkout
 * @param directoryId distinguishes the workspace from one at the same path on another host
 * @param reportsNotices true if runs that change files report milestones, blockers and requests for a review
 * @param noWait true if the user is asked at a usage limit instead of waiting
 * @param usageStep growth of usage that a run reports
 * @param reportsEnd true if runs report their end by a signal, and outlive the execution that started them
 */
public record RunSettings(
        String session,
        String key,
        String task,
        String workspace,
        String directoryId,
        int minutesMax,
        boolean reportsNotices,
        boolean noWait,
        UsageStep usageStep,
        Safety safety,
        RunBudget budget,
        boolean reportsEnd) {

    RunRequest request(
            Assignment assignment,
            String run,
            Host host,
            String directory,
            List<EarlierAnswer> inputs,
            @Nullable RunProgress progress) {
        return new RunRequest(
                session,
                key,
                run,
                assignment.agent(),
                assignment.role(),
                assignment.title(),
                assignment.brief(),
                task,
                inputs,
                directory,
                directoryId,
                assignment.readOnly(),
                minutesMax,
                host,
                progress,
                schema(assignment.kind()),
                assignment.isWriting() && reportsNotices,
                noWait,
                0L,
                usageStep,
                safety,
                budget,
                reportsEnd,
                false);
    }

    private static @Nullable String schema(Kind kind) {
        return switch (kind) {
            case PLAN -> PlanAnswer.SCHEMA;
            case REVIEW -> ReviewAnswer.SCHEMA;
            case WORK, FIX, MERGE, STRATEGY -> null;
        };
    }
}
