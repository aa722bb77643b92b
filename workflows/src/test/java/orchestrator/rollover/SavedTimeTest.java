package orchestrator.rollover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orchestrator.json.Json;
import orchestrator.launch.Usage;
import orchestrator.orchestration.TestTemporal;
import orchestrator.session.Orchestration;
import orchestrator.session.request.Budget;
import orchestrator.work.BudgetTracker;
import org.junit.jupiter.api.Test;

/** The time of a session goes on in its next execution; it does not begin anew. */
class SavedTimeTest {
    private static final Usage NOTHING = new Usage(0, 0, 0, null);

    /** Works, passes its budget on as a session does, and returns how the next execution sees it. */
    @WorkflowInterface
    public interface Working {
        @WorkflowMethod
        List<String> work(int minutesOfTheFirst);
    }

    public static final class WorkingInTwoExecutions implements Working {
        private final List<String> seen = new ArrayList<>();

        @Override
        public List<String> work(int minutesOfTheFirst) {
            BudgetTracker first = new BudgetTracker(Budget.DEFAULT, spans -> 0);
            first.setWorking(true);
            Workflow.sleep(Duration.ofMinutes(minutesOfTheFirst));
            first.setWorking(false);
            // As text, since the next execution gets it from Temporal.
            String passedOn = Json.write(SavedFields.save(first));

            BudgetTracker next = new BudgetTracker(Budget.DEFAULT, spans -> 0);
            SavedFields.restore(next, Json.read(passedOn, JsonNode.class));
            look(next);
            // Nobody works while it rolls over.
            Workflow.sleep(Duration.ofMinutes(5));
            next.setWorking(true);
            Workflow.sleep(Duration.ofMinutes(89));
            look(next);
            Workflow.sleep(Duration.ofMinutes(2));
            look(next);
            return seen;
        }

        private void look(BudgetTracker tracker) {
            seen.add(tracker.worked().toMinutes() + " "
                    + tracker.exhausted(NOTHING).map(Enum::name).orElse("goes on"));
        }
    }

    @Test
    void a_budget_of_four_hours_ends_after_four_hours_of_both_executions() {
        try (TestTemporal temporal = new TestTemporal(List.of(WorkingInTwoExecutions.class))) {
            Working workflow = temporal.client()
                    .newWorkflowStub(
                            Working.class,
                            WorkflowOptions.newBuilder()
                                    .setTaskQueue(Orchestration.TASK_QUEUE)
                                    .build());

            assertThat(workflow.work(150))
                    .startsWith("150 goes on", "239 goes on")
                    .last()
                    .asString()
                    .endsWith("TIME");
        }
    }
}
