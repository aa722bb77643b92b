package orchestrator.autofix.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.WatchActivities.WatchOrder;
import orchestrator.autofix.project.FixScripts.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AutoFixOnceTest {
    @RegisterExtension
    final ProjectFixture project = new ProjectFixture();

    private final ScriptedProject host = project.host;

    private AutoFixState once(Object... more) {
        Object[] all = Stream.concat(Stream.of("once", true), Stream.of(more)).toArray();
        project.watch(all);
        project.temporal.sleep(Duration.ofMinutes(2));
        AutoFixState end = project.awaitState(state -> state.status() == Status.STOPPED);
        await().until(() -> host.released.size() == 1);
        return end;
    }

    @Test
    void what_has_changed_is_repaired_and_then_it_stops() {
        host.script("a.py", Script.ends(Outcome.FIXED).after(60));
        host.change("a.py");

        AutoFixState state = once();

        assertThat(state.completed()).hasSize(1);
        assertThat(host.started).extracting(FixRequest::reportOnly).containsExactly(false);
        assertThat(host.orders).extracting(WatchOrder::wholeWait).containsOnly(false);
        assertThat(host.orders).extracting(WatchOrder::acknowledged).containsExactly(0L, 1L);
        assertThat(host.released).containsExactly(ScriptedProject.KEY);
        await().untilAsserted(() -> assertThat(
                        host.exported.get(host.exported.size() - 1).completed())
                .hasSize(1));
    }

    @Test
    void if_nothing_has_changed_the_whole_project_is_tested_and_repaired() {
        host.script("", Script.ESCALATED);

        AutoFixState state = once();

        assertThat(state.failed()).extracting(QueuedTask::description).containsExactly("the whole project");
        assertThat(host.started).extracting(FixRequest::reportOnly).containsExactly(false);
    }

    @Test
    void a_project_that_is_looked_at_for_the_first_time_is_repaired_too() {
        host.knowsNothing = true;
        host.script("", Script.ends(Outcome.FIXED));

        assertThat(once().completed()).hasSize(1);
        assertThat(host.started).extracting(FixRequest::reportOnly).containsExactly(false);
    }

    @Test
    void what_needs_you_shows_in_the_end() {
        host.script("a.py", Script.ends(Outcome.FIXED).asking());
        host.change("a.py");

        AutoFixState state = once();

        assertThat(state.inProgress())
                .singleElement()
                .satisfies(task -> assertThat(task.progress().needsYou()).isEqualTo("a test was weakened"));
    }

    @Test
    void it_does_not_wait_for_a_limit_but_gives_up_what_waits() {
        host.script("a.py", Script.ends(Outcome.FIXED).costing(9));
        host.change("a.py");
        host.change("b.py");

        AutoFixState state = once("parallel", 1, "budget", Map.of("hour", Map.of("dollars", 1)));

        assertThat(state.completed()).hasSize(1);
        assertThat(state.failed())
                .singleElement()
                .satisfies(
                        task -> assertThat(task.result().reason()).contains("It was not tried.", "limit of an hour"));
    }

    @Test
    void files_that_cannot_be_looked_at_are_a_failed_task_with_the_reason() {
        host.watchFails = "/shop is gone.";

        AutoFixState state = once();

        assertThat(state.failed())
                .singleElement()
                .satisfies(task -> assertThat(task.result().reason()).contains("/shop is gone."));
    }

    @Test
    void its_queue_stays_so_that_a_repair_can_be_taken_back_and_it_can_look_again() {
        host.script("a.py", Script.ends(Outcome.FIXED));
        host.change("a.py");
        String repaired = once().completed().get(0).id();

        project.control("undo", "task", repaired);
        host.change("b.py");
        project.control("start", "request", ProjectFixture.request("once", true));

        AutoFixState again =
                project.awaitState(state -> state.completed().size() == 2 && state.status() == Status.STOPPED);
        assertThat(again.completed().get(1).undone()).isTrue();
    }
}
