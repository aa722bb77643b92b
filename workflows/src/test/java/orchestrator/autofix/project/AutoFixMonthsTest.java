package orchestrator.autofix.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.project.FixScripts.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A project that is watched for months continues as new, and nothing is lost. */
class AutoFixMonthsTest {
    @RegisterExtension
    final ProjectFixture project = new ProjectFixture();

    private final ScriptedProject host = project.host;

    /** Several thousand events and their replay; on a busy machine that takes longer than a hanging test may. */
    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void three_months_of_changes_become_a_task_each_in_short_histories_that_replay() throws Exception {
        int batches = 55;
        Instant begin = project.temporal.now();
        List<Instant> times = IntStream.rangeClosed(1, batches)
                .mapToObj(i -> begin.plus(Duration.ofDays(90).dividedBy(batches).multipliedBy(i)))
                .toList();
        host.looksAgainAt = begin.plus(Duration.ofDays(91));
        host.changeAt(times, i -> "f" + (i % 7) + ".py");
        project.watch("parallel", 4);

        // Temporal's test server may stand still for ever if it is told to skip months while calls begin and end.
        project.awaitState(s -> s.status() == Status.WATCHING);
        for (int i = 0; i < batches; i++) {
            int done = i + 1;
            project.temporal.sleep(
                    Duration.between(project.temporal.now(), times.get(i).plus(Duration.ofHours(1))));
            project.awaitState(s -> s.statistics().processed() == done);
        }

        AutoFixState state = project.state();
        assertThat(host.started).hasSize(batches);
        assertThat(host.started).extracting(FixRequest::task).doesNotHaveDuplicates();
        assertThat(state.statistics().succeeded()).isEqualTo(batches);
        assertThat(state.completed()).hasSize(50);
        assertThat(state.history()).hasSize(100);
        assertThat(state.execution()).isEqualTo(host.admitted.get(0).execution());
        assertThat(host.admitted).hasSize(1);
        List<WorkflowExecutionHistory> histories = project.histories();
        assertThat(histories)
                .hasSizeGreaterThan(1)
                .allSatisfy(history -> assertThat(history.getEvents()).hasSizeLessThan(1_500));
        for (WorkflowExecutionHistory history : histories) project.temporal.replay(history);
    }

    @Test
    void tasks_in_progress_and_what_waits_are_known_to_the_next_execution() {
        host.script("a.py", Script.ends(Outcome.FIXED).costing(1).asking());
        project.watch();
        host.change("a.py");
        project.awaitState(
                s -> s.history().stream().anyMatch(line -> line.type().equals("needs_you")));
        project.control("pause", "reason", "for days");
        host.change("b.py");
        AutoFixState before = project.awaitState(s -> s.pending().size() == 1);

        project.skip(Duration.ofDays(5));

        AutoFixState after = project.state();
        assertThat(project.histories()).hasSizeGreaterThan(1);
        assertThat(after.status()).isEqualTo(Status.PAUSED);
        assertThat(after.reason()).isEqualTo(before.reason());
        assertThat(after.pending()).isEqualTo(before.pending());
        assertThat(after.inProgress()).isEqualTo(before.inProgress());
        assertThat(after.history()).isEqualTo(before.history());
        project.control("apply", "task", after.inProgress().get(0).id());
        AutoFixState end = project.awaitState(s -> s.completed().size() == 1);
        assertThat(end.completed().get(0).result().outcome()).isEqualTo(Outcome.FIXED);
        project.control("resume");
        project.awaitState(s -> s.completed().size() == 2);
        assertThat(host.started).hasSize(2);
    }
}
