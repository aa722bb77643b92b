package orchestrator.autofix.task;

import static orchestrator.autofix.task.ScriptedRepairs.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.util.concurrent.CountDownLatch;
import orchestrator.autofix.FixActivities.Tested.Status;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A task that is stopped, dropped or cancelled in the middle. */
class StoppedFixTest {
    @RegisterExtension
    final TaskFixture tasks = new TaskFixture();

    private void assertInterrupted(WorkflowStub task) {
        FixResult result = task.getResult(FixResult.class);
        assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(tasks.heard().results()).containsExactly(result);
        assertThat(tasks.repairs.cleared).singleElement().matches(order -> !order.keepsResult());
    }

    private boolean isCancelRequested() {
        return tasks.temporal.client().fetchHistory(TaskFixture.KEY).getEvents().stream()
                .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED);
    }

    private WorkflowStub startWorking(String run) {
        tasks.host.neverEnds(TaskFixture.KEY, run);
        WorkflowStub task = tasks.start();
        await().until(() -> tasks.host.launches.stream()
                .anyMatch(launch -> launch.id().run().equals(run)));
        return task;
    }

    @Test
    void a_stop_during_the_tests_ends_it() throws InterruptedException {
        CountDownLatch testing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        tasks.repairs.onTest = () -> {
            testing.countDown();
            ScriptedRepairs.await(go);
        };
        WorkflowStub task = tasks.start();
        testing.await();

        task.signal("stop_task");
        // An activity that ends while its cancellation is on the way blocks Temporal's test server.
        await().until(this::isCancelRequested);
        go.countDown();

        assertInterrupted(task);
        assertThat(tasks.host.launches).isEmpty();
    }

    @Test
    void a_stop_ends_the_strategist() {
        WorkflowStub task = startWorking("claude-1");

        task.signal("stop_task");

        assertInterrupted(task);
        assertThat(tasks.host.stopped).isNotEmpty();
        assertThat(tasks.host.launches).hasSize(1);
    }

    @Test
    void a_stop_ends_the_agent_that_repairs() {
        WorkflowStub task = startWorking("codex-1");

        task.signal("stop_task");

        assertInterrupted(task);
        assertThat(tasks.host.stopped).isNotEmpty();
        assertThat(TaskFixture.stateOf(task).attempts()).hasSize(1);
    }

    @Test
    void cancelling_means_stop() {
        WorkflowStub task = startWorking("codex-1");

        task.cancel();

        assertThatThrownBy(() -> task.getResult(FixResult.class)).hasRootCauseInstanceOf(CanceledFailure.class);
        assertThat(tasks.heard().results()).extracting(FixResult::outcome).containsExactly(Outcome.INTERRUPTED);
        assertThat(tasks.host.stopped).isNotEmpty();
    }

    @Test
    void a_stop_ends_the_wait_for_the_next_attempt() {
        tasks.repairs.judgements.add(judged(Status.RED));
        WorkflowStub task = tasks.start();
        tasks.awaitStep(task, Step.WAITING);

        task.signal("stop_task");

        assertInterrupted(task);
    }

    @Test
    void a_drop_stops_the_agent_and_says_by_whom() {
        WorkflowStub task = startWorking("codex-1");

        tasks.decide(false);

        FixResult result = task.getResult(FixResult.class);
        assertThat(result.outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(result.reason()).isEqualTo("Dropped by ana.");
        assertThat(tasks.host.stopped).isNotEmpty();
    }

    @Test
    void an_apply_without_a_question_changes_nothing() {
        WorkflowStub task = startWorking("codex-1");

        tasks.decide(true);
        tasks.host.mayEnd(TaskFixture.KEY, "codex-1");

        assertThat(task.getResult(FixResult.class).outcome()).isEqualTo(Outcome.FIXED);
    }

    @Test
    void a_stop_does_not_interrupt_the_writing_of_a_repair() throws InterruptedException {
        CountDownLatch applying = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        tasks.repairs.onApply = () -> {
            applying.countDown();
            ScriptedRepairs.await(go);
        };
        WorkflowStub task = tasks.start();
        applying.await();

        task.signal("stop_task");
        await().until(() -> TaskFixture.stateOf(task).progress().step() == Step.APPLYING);
        go.countDown();

        assertThat(task.getResult(FixResult.class).outcome()).isEqualTo(Outcome.FIXED);
    }

    @Test
    void a_signal_of_a_stranger_decides_nothing() {
        tasks.repairs.judgements.add(judged(Status.GREEN, "It skips a test."));
        WorkflowStub task = tasks.start();
        tasks.awaitStep(task, Step.NEEDS_YOU);

        tasks.temporal
                .stranger()
                .newUntypedWorkflowStub(TaskFixture.KEY)
                .signal("decide_task", java.util.Map.of("apply", true, "by", "eve"));
        tasks.decide(false);

        assertThat(task.getResult(FixResult.class).outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(tasks.repairs.applies).isEmpty();
    }
}
