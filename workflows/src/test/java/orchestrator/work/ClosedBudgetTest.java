package orchestrator.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import orchestrator.launch.Usage;
import orchestrator.orchestration.TestTemporal;
import orchestrator.session.Orchestration;
import orchestrator.session.request.Budget;
import org.junit.jupiter.api.Test;

/** What a session still does after its end, such as its report, is not time of its budget. */
class ClosedBudgetTest {

    /** Returns the minutes that are reported after the end. */
    @WorkflowInterface
    public interface Ending {
        @WorkflowMethod
        long end(int minutes);
    }

    public static final class EndingSlowly implements Ending {
        @Override
        public long end(int minutes) {
            BudgetTracker budget = new BudgetTracker(
                    Budget.DEFAULT, spans -> Duration.ofMinutes(2).toMillis());
            budget.setWorking(true);
            Workflow.sleep(Duration.ofMinutes(minutes));
            budget.close();
            Workflow.sleep(Duration.ofMinutes(5));
            return budget.spending(new Usage(0, 0, 0, null)).minutes();
        }
    }

    @Test
    void the_time_that_is_reported_ends_with_the_work() {
        try (TestTemporal temporal = new TestTemporal(List.of(EndingSlowly.class))) {
            Ending workflow = temporal.client()
                    .newWorkflowStub(
                            Ending.class,
                            WorkflowOptions.newBuilder()
                                    .setTaskQueue(Orchestration.TASK_QUEUE)
                                    .build());

            assertThat(workflow.end(10)).isEqualTo(8);
        }
    }
}
