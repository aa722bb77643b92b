package orchestrator.autofix.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.HistoryLine;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.QueuedTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AutoFixWorkflowTest {
    @RegisterExtension
    final ProjectFixture project = new ProjectFixture();

    private final ScriptedProject host = project.host;

    @Test
    void a_change_becomes_a_task_that_is_completed() {
        project.watch();
        host.change("src/a.py");

        AutoFixState state = project.awaitState(s -> s.completed().size() == 1);

        assertThat(state.status()).isEqualTo(Status.WATCHING);
        assertThat(state.reason()).isEmpty();
        QueuedTask task = state.completed().get(0);
        assertThat(task.id()).matches("task_[0-9a-f]{8}");
        assertThat(task.workflow()).isEqualTo(ProjectFixture.ID + "-" + task.id());
        assertThat(task.description()).isEqualTo("modified src/a.py");
        assertThat(state.statistics().processed()).isOne();
        assertThat(state.history())
                .extracting(HistoryLine::type)
                .containsExactly("task_completed", "task_started", "file_change", "start");
        assertThat(host.started)
                .singleElement()
                .satisfies(request -> assertThat(request.paths()).containsExactly("src/a.py"));
    }

    @Test
    void two_changes_are_taken_in_turn_and_each_is_acknowledged_once() {
        project.watch();
        host.change("src/a.py");
        project.awaitState(s -> s.completed().size() == 1);
        host.change("src/b.py");

        project.awaitState(s -> s.completed().size() == 2);

        assertThat(host.orders).extracting(order -> order.acknowledged()).startsWith(0L, 1L);
    }

    @Test
    void a_state_that_could_not_be_written_is_written_later_although_nothing_else_changes() {
        host.exportFails = "the disk is full.";
        project.watch();
        project.awaitState(s -> s.notes().contains("The state could not be written: the disk is full."));

        host.exportFails = "";
        project.skip(Duration.ofMinutes(6));

        await().untilAsserted(() -> assertThat(host.exported)
                .last()
                .satisfies(state -> assertThat(state.status()).isEqualTo(Status.WATCHING)));
    }

    @Test
    void a_request_that_is_refused_fails_the_workflow_with_the_reason() {
        host.refusal = "/shop is not trusted. Type: orchestrate trust /shop";

        WorkflowStub refused = project.watch();

        assertThatThrownBy(() -> refused.getResult(AutoFixState.class))
                .isInstanceOf(WorkflowFailedException.class)
                .rootCause()
                .hasMessageContaining("orchestrate trust /shop");
    }
}
