package orchestrator.autofix.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.HistoryLine;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.project.FixScripts.Script;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoFixControlsTest {
    private static final Script LONG = Script.GREEN.after(100_000);

    @RegisterExtension
    final ProjectFixture project = new ProjectFixture();

    private final ScriptedProject host = project.host;

    private QueuedTask firstInProgress() {
        return project.awaitState(s -> s.inProgress().stream().anyMatch(t -> t.progress() != null))
                .inProgress()
                .get(0);
    }

    private QueuedTask needingYou(String file) {
        host.script(file, Script.ends(Outcome.FIXED).asking());
        host.change(file);
        return project.awaitState(s -> s.inProgress().stream()
                        .anyMatch(t ->
                                t.progress() != null && !t.progress().needsYou().isEmpty()))
                .inProgress()
                .get(0);
    }

    @Test
    void while_paused_changes_queue_up_and_a_resume_starts_them() {
        project.watch();
        project.awaitState(s -> s.status() == Status.WATCHING);
        AutoFixState paused = project.control("pause", "reason", "lunch");
        assertThat(paused.status()).isEqualTo(Status.PAUSED);
        assertThat(paused.reason()).isEqualTo("paused by ana (cli): lunch");
        host.change("a.py");
        AutoFixState waiting = project.awaitState(s -> s.pending().size() == 1);
        assertThat(waiting.pending().get(0).waits()).isEqualTo("It waits because the project is paused.");

        project.control("resume");

        assertThat(project.awaitState(s -> s.completed().size() == 1).status()).isEqualTo(Status.WATCHING);
    }

    @Test
    void a_stop_lets_a_task_end_within_thirty_seconds() {
        host.script("a.py", Script.GREEN.after(20));
        WorkflowStub watched = project.watch();
        host.change("a.py");
        firstInProgress();

        watched.signal("stop");
        assertThat(project.awaitState(s -> s.status() == Status.STOPPING).reason())
                .contains("30 s");
        project.temporal.sleep(Duration.ofSeconds(25));

        AutoFixState state = project.awaitState(s -> s.status() == Status.STOPPED);
        assertThat(state.completed()).hasSize(1);
        assertThat(state.pending()).isEmpty();
        await().until(() -> host.released.contains(ScriptedProject.KEY));
    }

    @Test
    void a_stop_interrupts_a_longer_task_which_waits_for_the_next_start() {
        host.script("a.py", LONG);
        project.watch();
        host.change("a.py");
        firstInProgress();

        project.control("stop");
        project.temporal.sleep(Duration.ofSeconds(29));
        assertThat(project.state().status()).isEqualTo(Status.STOPPING);
        project.temporal.sleep(Duration.ofSeconds(5));

        AutoFixState stopped = project.awaitState(s -> s.status() == Status.STOPPED);
        assertThat(stopped.pending()).singleElement().satisfies(task -> {
            assertThat(task.retries()).isOne();
            assertThat(task.waits()).isEqualTo("It begins when the project is watched again.");
        });
        host.script("a.py", Script.GREEN);
        project.control("start", "request", ProjectFixture.request("parallel", 3));
        AutoFixState again = project.awaitState(s -> s.completed().size() == 1);
        assertThat(again.status()).isEqualTo(Status.WATCHING);
        assertThat(again.request().parallel()).isEqualTo(3);
        assertThat(host.admitted).hasSize(2);
    }

    @Test
    void a_cancelled_workflow_stops_and_ends() {
        host.script("a.py", LONG);
        WorkflowStub watched = project.watch();
        host.change("a.py");
        firstInProgress();

        watched.cancel();

        assertThatThrownBy(() -> watched.getResult(AutoFixState.class)).hasRootCauseInstanceOf(CanceledFailure.class);
        AutoFixState state = host.exported.get(host.exported.size() - 1);
        assertThat(state.status()).isEqualTo(Status.STOPPED);
        assertThat(state.reason()).isEqualTo("cancelled in Temporal");
        assertThat(state.pending()).hasSize(1);
        assertThat(host.released).containsExactly(ScriptedProject.KEY);
    }

    @Test
    void a_start_that_is_admitted_after_the_workflow_was_cancelled_begins_nothing() {
        WorkflowStub watched = project.watch();
        project.awaitState(s -> s.status() == Status.WATCHING);
        project.control("stop");
        project.awaitState(s -> s.status() == Status.STOPPED);
        host.mayAdmit = new CountDownLatch(1);
        watched.signal("start", Json.MAPPER.<JsonNode>valueToTree(ProjectFixture.request()));
        await().until(() -> host.admitted.size() == 2);

        watched.cancel();
        assertThat(project.state().status()).isEqualTo(Status.STOPPED);
        host.mayAdmit.countDown();

        assertThatThrownBy(() -> watched.getResult(AutoFixState.class)).hasRootCauseInstanceOf(CanceledFailure.class);
        assertThat(project.state().status()).isEqualTo(Status.STOPPED);
    }

    @Test
    void a_drain_works_off_the_queue_takes_no_new_change_and_stops() {
        host.script("a.py", Script.GREEN.after(5));
        project.watch("parallel", 1);
        host.change("a.py");
        host.change("b.py");
        project.awaitState(s -> s.inProgress().size() == 1 && s.pending().size() == 1);

        assertThat(project.control("drain").status()).isEqualTo(Status.DRAINING);
        host.change("c.py");
        project.temporal.sleep(Duration.ofSeconds(20));

        AutoFixState state = project.awaitState(s -> s.status() == Status.STOPPED);
        assertThat(state.completed()).hasSize(2);
    }

    @Test
    void a_repair_that_needs_you_is_applied_or_dropped_as_you_decide() {
        project.watch();
        QueuedTask first = needingYou("a.py");
        project.control("apply", "task", first.id());
        assertThat(project.awaitState(s -> s.completed().size() == 1)
                        .completed()
                        .get(0)
                        .result()
                        .outcome())
                .isEqualTo(Outcome.FIXED);

        QueuedTask second = needingYou("b.py");
        project.control("drop", "task", second.id());

        assertThat(project.awaitState(s -> s.completed().size() == 2)
                        .completed()
                        .get(0)
                        .result()
                        .outcome())
                .isEqualTo(Outcome.DROPPED);
    }

    @Test
    void a_repair_that_needs_you_stays_while_the_project_is_stopped() {
        project.watch();
        QueuedTask task = needingYou("a.py");

        project.control("stop");
        AutoFixState stopped = project.awaitState(s -> s.status() == Status.STOPPED);

        assertThat(stopped.inProgress()).extracting(QueuedTask::id).containsExactly(task.id());
        project.control("apply", "task", task.id());
        project.awaitState(s -> s.completed().size() == 1);
    }

    @Test
    void a_waiting_task_is_dropped_at_once() {
        project.watch();
        project.control("pause");
        host.change("a.py");
        String task = project.awaitState(s -> s.pending().size() == 1)
                .pending()
                .get(0)
                .id();

        AutoFixState state = project.control("drop", "task", task);

        assertThat(state.pending()).isEmpty();
        assertThat(state.completed().get(0).result().outcome()).isEqualTo(Outcome.DROPPED);
    }

    @Test
    void an_applied_repair_is_taken_back_once() {
        host.script("a.py", Script.ends(Outcome.FIXED));
        project.watch();
        host.change("a.py");
        QueuedTask task =
                project.awaitState(s -> s.completed().size() == 1).completed().get(0);

        AutoFixState state = project.control("undo", "task", task.id());

        assertThat(state.completed().get(0).undone()).isTrue();
        assertThat(project.undo.undone).singleElement().satisfies(order -> {
            assertThat(order.key()).isEqualTo(task.workflow());
            assertThat(order.target()).isEqualTo("/shop");
        });
        assertThatThrownBy(() -> project.control("undo", "task", task.id()))
                .rootCause()
                .hasMessageContaining("undone already");
    }

    @Test
    void an_undo_that_the_host_refuses_says_why() {
        host.script("a.py", Script.ends(Outcome.FIXED));
        project.undo.answer = new Applied(Applied.How.REFUSED, null, "you have changed a.py meanwhile");
        project.watch();
        host.change("a.py");
        String task = project.awaitState(s -> s.completed().size() == 1)
                .completed()
                .get(0)
                .id();

        assertThatThrownBy(() -> project.control("undo", "task", task))
                .isInstanceOf(WorkflowUpdateException.class)
                .rootCause()
                .hasMessageContaining("you have changed a.py meanwhile");
    }

    @Test
    void new_settings_for_a_watched_project_count_at_once_and_refused_ones_change_nothing() {
        project.watch();
        project.awaitState(s -> s.status() == Status.WATCHING);
        AutoFixState state = project.control("start", "request", ProjectFixture.request("debounceSeconds", 5));
        assertThat(state.request().debounceSeconds()).isEqualTo(5.0);
        await().until(() -> List.copyOf(host.orders).stream().anyMatch(order -> order.debounceMillis() == 5_000));
        host.refusal = "the test command cannot be run";

        assertThatThrownBy(() -> project.control("start", "request", ProjectFixture.request("debounceSeconds", 9)))
                .rootCause()
                .hasMessageContaining("the test command cannot be run");

        assertThat(project.state().request().debounceSeconds()).isEqualTo(5.0);
        assertThat(project.state().notes()).anyMatch(note -> note.contains("the test command cannot be run"));
        host.change("a.py");
        project.awaitState(s -> s.completed().size() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "resume", "drain", "retry", "drop", "apply", "undo"})
    void controls_that_let_agents_work_or_change_files_need_a_signature(String control) {
        host.script("a.py", LONG);
        project.watch();
        host.change("a.py");
        String task = firstInProgress().id();
        Map<String, Object> wish =
                Map.of("control", control, "task", task, "target", "/shop", "request", Map.of("target", "/shop"));
        WorkflowStub stranger = project.temporal.stranger().newUntypedWorkflowStub(ProjectFixture.ID);

        stranger.signal(control, wish);
        assertThatThrownBy(() -> stranger.update("control", AutoFixState.class, wish))
                .rootCause()
                .hasMessageContaining("`" + control + "` needs a signature")
                .hasMessageContaining("orchestrate");

        AutoFixState state =
                project.awaitState(s -> s.history().get(0).text().contains("a signal was not carried out"));
        assertThat(state.inProgress()).hasSize(1);
        assertThat(host.admitted).hasSize(1);
    }

    @Test
    void pause_and_stop_count_from_anyone_in_any_shape() {
        project.watch();
        project.awaitState(s -> s.status() == Status.WATCHING);
        WorkflowStub stranger = project.temporal.stranger().newUntypedWorkflowStub(ProjectFixture.ID);

        stranger.signal("pause", "lunch");
        project.awaitState(s -> s.status() == Status.PAUSED);
        stranger.signal("stop");

        project.awaitState(s -> s.status() == Status.STOPPED);
    }

    @Test
    void a_signature_counts_once_for_one_control_and_for_an_hour() {
        project.watch();
        project.awaitState(s -> s.status() == Status.WATCHING);
        project.control("pause");
        WorkflowStub stranger = project.temporal.stranger().newUntypedWorkflowStub(ProjectFixture.ID);
        ObjectNode fields = Json.MAPPER.createObjectNode().put("control", "resume");
        ObjectNode resume = project.temporal.signing().sign("resume", ProjectFixture.ID, fields);
        ObjectNode old = project.temporal.signing().sign("resume", ProjectFixture.ID, fields);
        ObjectNode drain = project.temporal.signing().sign("drain", ProjectFixture.ID, fields);
        ObjectNode other = project.temporal.signing().sign("resume", "autofix-other", fields);
        ObjectNode forged = project.temporal.signingOfAStranger().sign("resume", ProjectFixture.ID, fields);

        refused(stranger, drain, "is for `drain`");
        refused(stranger, other, "is for session `autofix-other`");
        refused(stranger, forged, "needs a signature");
        stranger.update("control", AutoFixState.class, resume);
        project.control("pause");
        refused(stranger, resume, "was used before");
        project.skip(Duration.ofMinutes(61));
        refused(stranger, old, "too old");
        assertThat(project.state().status()).isEqualTo(Status.PAUSED);
    }

    private static void refused(WorkflowStub stub, ObjectNode control, String why) {
        assertThatThrownBy(() -> stub.update("control", AutoFixState.class, control))
                .rootCause()
                .hasMessageContaining(why);
    }

    @Test
    void a_control_that_makes_no_sense_is_refused_with_the_reason() {
        project.watch();
        project.awaitState(s -> s.status() == Status.WATCHING);

        assertRefused("`control` must be start or stop", "explode");
        assertRefused("nothing is paused; it is watching", "resume");
        assertRefused("there is no task `task_00000000`", "retry", "task", "task_00000000");
        assertRefused("`target` must be an absolute path", "start", "request", Map.of("target", "shop"));
        assertRefused("watched already", "start", "request", ProjectFixture.request("once", true));
        project.control("stop");
        project.awaitState(s -> s.status() == Status.STOPPED);
        assertRefused("it is stopped already", "stop");
        assertRefused("start it with: orchestrate watch /shop", "pause");
        assertThat(project.state().history()).extracting(HistoryLine::type).doesNotContain("refused");
    }

    private void assertRefused(String why, String control, Object... more) {
        assertThatThrownBy(() -> project.control(control, more))
                .isInstanceOf(WorkflowUpdateException.class)
                .rootCause()
                .hasMessageContaining(why);
    }
}
