package orchestrator.autofix.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.HistoryLine;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.FixTask;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.project.FixScripts.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AutoFixQueueTest {
    private static final Script LONG = Script.GREEN.after(100_000);

    @RegisterExtension
    final ProjectFixture project = new ProjectFixture();

    private final ScriptedProject host = project.host;

    private QueuedTask inProgress(String file) {
        return project.awaitState(s -> s.inProgress().stream()
                        .anyMatch(t -> t.files().get(0).path().equals(file)))
                .inProgress()
                .get(0);
    }

    @Test
    void a_file_that_changes_while_in_progress_is_one_more_task_after_it() {
        host.script("a.py", LONG);
        project.watch();
        host.change("a.py");
        QueuedTask first = inProgress("a.py");
        host.change("a.py");
        host.change("a.py");

        AutoFixState state = project.awaitState(s -> s.pending().size() == 1
                && s.history().stream()
                                .filter(l -> l.type().equals("file_change"))
                                .count()
                        == 3);

        assertThat(state.pending().get(0).waits()).contains(first.id(), "the same files");
        assertThat(host.started).hasSize(1);
        host.script("a.py", Script.GREEN);
        project.control("drop", "task", first.id());
        AutoFixState end = project.awaitState(s -> s.completed().size() == 2);
        assertThat(end.completed())
                .extracting(t -> t.result().outcome())
                .containsExactly(Outcome.GREEN, Outcome.DROPPED);
    }

    @Test
    void different_files_run_at_once_up_to_the_limit_and_the_next_says_why_it_waits() {
        for (String file : List.of("a.py", "b.py", "c.py")) host.script(file, LONG);
        project.watch("parallel", 2);
        host.change("a.py", "b.py", "c.py");

        AutoFixState state = project.awaitState(s -> s.inProgress().size() == 2);

        assertThat(state.pending().get(0).waits()).isEqualTo("It waits for a place: 2 of 2 tasks are in progress.");
    }

    @Test
    void a_checkout_of_two_thousand_files_is_one_task_that_runs_alone() {
        host.script("f0.py", LONG);
        project.watch("parallel", 4);
        host.change(IntStream.range(0, 500).mapToObj(i -> "f" + i + ".py").toArray(String[]::new));
        inProgress("f0.py");
        host.change("f499.py");

        AutoFixState state = project.awaitState(s -> s.pending().size() == 1);

        assertThat(state.inProgress()).singleElement().satisfies(task -> {
            assertThat(task.filesTotal()).isEqualTo(500);
            assertThat(task.files()).hasSizeLessThanOrEqualTo(200);
        });
        assertThat(state.pending().get(0).waits()).contains("the same files");
    }

    @Test
    void a_first_look_reports_only_and_its_red_result_counts_for_no_breaker() {
        host.knowsNothing = true;
        host.script("", Script.ends(Outcome.REPORTED));
        project.watch("breaker", Map.of("threshold", 1, "projectThreshold", 1));

        AutoFixState state = project.awaitState(s -> s.failed().size() == 1);

        assertThat(host.started).singleElement().satisfies(request -> {
            assertThat(request.reportOnly()).isTrue();
            assertThat(request.files()).isEmpty();
        });
        assertThat(state.breakers()).isEmpty();
        assertThat(state.failed().get(0).description()).isEqualTo("first look at the whole project");
        project.control("retry", "task", state.failed().get(0).id());
        await().until(() -> host.started.size() == 2);
        assertThat(host.started.get(1).reportOnly()).isFalse();
    }

    @Test
    void a_project_that_only_reports_starts_no_agent() {
        project.watch("enabled", false);
        host.change("a.py");
        project.awaitState(s -> s.completed().size() == 1);

        assertThat(host.started).extracting(FixRequest::reportOnly).containsExactly(true);
    }

    @Test
    void a_task_whose_workflow_was_terminated_is_queued_again_twice_and_then_failed() {
        host.script("a.py", Script.GREEN.after(1).mute());
        project.watch();
        host.change("a.py");

        AutoFixState state = project.awaitState(s -> s.failed().size() == 1);

        QueuedTask task = state.failed().get(0);
        assertThat(task.retries()).isEqualTo(2);
        assertThat(task.result().reason()).contains("ended without a report");
        assertThat(host.started)
                .extracting(FixRequest::key)
                .containsExactly(
                        FixTask.id(ScriptedProject.KEY, task.id()),
                        FixTask.id(ScriptedProject.KEY, task.id(), 1),
                        FixTask.id(ScriptedProject.KEY, task.id(), 2));
        assertThat(state.history()).extracting(HistoryLine::text).anyMatch(text -> text.endsWith("it is queued again"));
    }

    @Test
    void the_watchdog_finds_a_task_that_is_over_within_ten_minutes() {
        host.script("a.py", LONG);
        project.watch();
        host.change("a.py");
        QueuedTask task = inProgress("a.py");
        host.script("a.py", Script.GREEN);
        host.closed.add(task.workflow());

        project.skip(Duration.ofMinutes(11));

        AutoFixState state = project.awaitState(s -> s.completed().size() == 1);
        assertThat(state.completed().get(0).retries()).isEqualTo(1);
        assertThat(state.history()).extracting(HistoryLine::type).contains("task_lost");
    }

    @Test
    void the_state_is_written_for_others_at_most_once_per_second() {
        project.watch("parallel", 1);
        for (int i = 0; i < 8; i++) host.change("f" + i + ".py");

        project.awaitState(s -> s.completed().size() == 8);
        await().until(() ->
                host.exported.get(host.exported.size() - 1).completed().size() == 8);

        assertThat(host.exported).hasSizeLessThan(20);
    }

    @Test
    void a_watch_that_fails_says_why_and_until_when_and_a_resume_tries_at_once() {
        host.watchFails = "/shop is gone.";
        project.watch();

        AutoFixState state = project.awaitState(s -> s.reason().contains("/shop is gone."));

        assertThat(state.until()).isNotNull();
        host.watchFails = "";
        host.change("a.py");
        project.control("resume");
        assertThat(project.awaitState(s -> s.completed().size() == 1).reason()).isEmpty();
    }
}
