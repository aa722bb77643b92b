package orchestrator.autofix.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.HistoryLine;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.project.FixScripts.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Breakers and budgets over time. */
class AutoFixLimitsTest {
    @RegisterExtension
    final ProjectFixture project = new ProjectFixture();

    private final ScriptedProject host = project.host;

    /** Changes the file until this many of its tasks have failed. */
    private AutoFixState fail(String file, int times) {
        AutoFixState state = project.state();
        for (int i = 0; i < times; i++) {
            int failed = state.failed().size();
            host.change(file);
            state = project.awaitState(s -> s.failed().size() == failed + 1);
        }
        return state;
    }

    @Test
    void three_failures_of_a_file_make_its_next_task_wait_for_an_hour_and_then_one_is_tried() {
        host.script("a.py", Script.ESCALATED);
        project.watch();
        fail("a.py", 3);
        host.change("a.py");
        host.change("b.py");

        AutoFixState open =
                project.awaitState(s -> s.pending().size() == 1 && s.completed().size() == 1);

        QueuedTask waiting = open.pending().get(0);
        assertThat(waiting.waits()).contains("Too many tasks of a.py have failed");
        assertThat(Duration.between(project.temporal.now(), waiting.waitsUntil()))
                .isBetween(Duration.ofMinutes(55), Duration.ofHours(1));
        assertThat(open.breakers()).singleElement().satisfies(breaker -> {
            assertThat(breaker.file()).isEqualTo("a.py");
            assertThat(breaker.failures()).isEqualTo(3);
            assertThat(breaker.until()).isEqualTo(waiting.waitsUntil());
        });
        project.skip(Duration.ofMinutes(61));
        AutoFixState again = project.awaitState(s -> s.failed().size() == 4);
        assertThat(again.breakers())
                .singleElement()
                .satisfies(breaker -> assertThat(breaker.until()).isAfter(waiting.waitsUntil()));
        host.script("a.py", Script.ends(Outcome.FIXED));
        host.change("a.py");
        project.awaitState(s -> s.pending().size() == 1);
        project.skip(Duration.ofMinutes(61));
        assertThat(project.awaitState(s -> s.completed().size() == 2).breakers())
                .isEmpty();
    }

    @Test
    void a_retry_begins_although_the_breaker_is_open() {
        host.script("a.py", Script.ESCALATED);
        project.watch("breaker", Map.of("threshold", 1));
        String task = fail("a.py", 1).failed().get(0).id();
        assertThat(project.state().breakers()).hasSize(1);
        host.script("a.py", Script.ends(Outcome.FIXED));

        project.control("retry", "task", task);

        AutoFixState state = project.awaitState(s -> s.completed().size() == 1);
        assertThat(state.breakers()).isEmpty();
        assertThat(state.failed()).isEmpty();
        assertThat(state.statistics().processed()).isOne();
    }

    @Test
    void failures_of_many_files_open_the_breaker_of_the_project() {
        host.script("a.py", Script.ESCALATED);
        host.script("b.py", Script.ESCALATED);
        project.watch("breaker", Map.of("projectThreshold", 2));
        fail("a.py", 1);
        fail("b.py", 1);
        host.change("c.py");

        AutoFixState state = project.awaitState(s -> s.pending().size() == 1);

        assertThat(state.pending().get(0).waits()).contains("Too many tasks of this project");
        project.skip(Duration.ofMinutes(61));
        assertThat(project.awaitState(s -> s.completed().size() == 1).breakers())
                .isEmpty();
    }

    @Test
    void at_the_limit_of_an_hour_no_task_starts_and_the_state_says_until_when() {
        host.script("a.py", Script.ends(Outcome.FIXED).costing(3));
        project.watch("budget", Map.of("hour", Map.of("dollars", 3)));
        host.change("a.py");
        project.awaitState(s -> s.completed().size() == 1);
        host.change("b.py");

        AutoFixState state = project.awaitState(s -> s.pending().size() == 1);

        assertThat(state.reason()).contains("The limit of an hour is reached: 3 of 3 dollars");
        assertThat(state.pending().get(0).waits()).isEqualTo(state.reason());
        assertThat(state.until()).isEqualTo(state.pending().get(0).waitsUntil());
        assertThat(state.spent().get(0).dollars()).isEqualTo(3.0);
        project.skip(Duration.ofMinutes(61));
        assertThat(project.awaitState(s -> s.completed().size() == 2).reason()).isEmpty();
    }

    @Test
    void a_resume_lifts_the_limit_and_the_history_says_so() {
        host.script("a.py", Script.ends(Outcome.FIXED).costing(3));
        project.watch("budget", Map.of("day", Map.of("dollars", 3)));
        host.change("a.py");
        project.awaitState(s -> s.completed().size() == 1);
        host.change("b.py");
        project.awaitState(s -> s.reason().contains("limit of a day"));

        project.control("resume");

        AutoFixState state = project.awaitState(s -> s.completed().size() == 2);
        assertThat(state.reason()).isEmpty();
        assertThat(state.history()).extracting(HistoryLine::type).contains("limit_lifted");
    }
}
