package orchestrator.autofix.task;

import static orchestrator.autofix.task.ScriptedRepairs.judged;
import static orchestrator.autofix.task.ScriptedRepairs.tested;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.util.List;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixActivities.Tested.Status;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.event.AgentEvent;
import orchestrator.failure.CallFailure;
import orchestrator.launch.GuardActivities.Choice;
import orchestrator.launch.GuardNews;
import orchestrator.launch.GuardRecord;
import orchestrator.plan.Kind;
import orchestrator.signing.ForPeople;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task from its tests to its end. */
class FixTaskTest {
    @RegisterExtension
    final TaskFixture tasks = new TaskFixture();

    @Test
    void red_tests_are_repaired_verified_and_applied() {
        FixResult result = tasks.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FIXED);
        assertThat(result.reason()).isEqualTo("Applied to src/a.py.");
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(result.files()).containsExactly("src/a.py");
        assertThat(result.diff()).isEqualTo("artifact:diff");
        assertThat(result.ledger()).isEqualTo("artifact:ledger");
        assertThat(result.usage().allTokens()).isEqualTo(30);
        assertThat(tasks.repairs.calls).containsExactly("prepare", "test", "judge", "apply", "clear");
        assertThat(tasks.repairs.cleared).singleElement().matches(order -> !order.keepsResult());
        assertThat(tasks.repairs.prepared)
                .singleElement()
                .matches(order ->
                        order.key().equals(TaskFixture.KEY) && order.target().equals("/t"));
    }

    @Test
    void the_strategist_reads_a_copy_and_the_other_agent_repairs_in_a_checkout() {
        tasks.run();

        assertThat(tasks.launchesOf(Kind.STRATEGY)).singleElement().satisfies(launch -> {
            assertThat(launch.id().run()).isEqualTo("claude-1");
            assertThat(launch.readOnly()).isTrue();
            assertThat(launch.schema()).isNull();
            assertThat(launch.workspace()).startsWith("/copies/");
            assertThat(launch.brief()).contains("make check");
            assertThat(launch.task()).contains("src/a.py");
        });
        assertThat(tasks.launchesOf(Kind.FIX)).singleElement().satisfies(launch -> {
            assertThat(launch.id().run()).isEqualTo("codex-1");
            assertThat(launch.readOnly()).isFalse();
            assertThat(launch.workspace()).isEqualTo("/trees/codex");
            assertThat(launch.inputs()).extracting("text").contains("answer of claude-1", "artifact:output");
            assertThat(launch.brief()).contains("Never change tests");
        });
        assertThat(tasks.checkouts.open).isEmpty();
    }

    @Test
    void the_queue_hears_each_step_and_then_the_end() {
        FixResult result = tasks.run();

        assertThat(tasks.steps()).endsWith(Step.APPLYING).contains(Step.TESTING, Step.VERIFYING);
        assertThat(tasks.heard().results()).containsExactly(result);
    }

    @Test
    void a_task_whose_queue_is_gone_ends_quietly() {
        tasks.queue.terminate("over");

        assertThat(tasks.run().outcome()).isEqualTo(Outcome.FIXED);
    }

    @Test
    void a_call_that_waits_for_a_person_is_denied_at_once_because_nobody_is_asked() {
        Instant now = tasks.temporal.now();
        GuardRecord push = new GuardRecord(
                1,
                now,
                GuardRecord.Kind.ASKED,
                "Bash",
                "git push",
                "git-push",
                "It leaves this machine.",
                now.plusSeconds(570),
                null);
        tasks.host.guards("codex-1", new GuardNews(1, List.of(push), 0));

        assertThat(tasks.run().outcome()).isEqualTo(Outcome.FIXED);

        assertThat(tasks.host.answeredCalls).singleElement().satisfies(answer -> {
            assertThat(answer.choice()).isEqualTo(Choice.DENY);
            assertThat(answer.id().run()).isEqualTo("codex-1");
            assertThat(answer.by()).isEqualTo("auto-fix");
        });
        assertThat(tasks.host.events)
                .extracting(AgentEvent::text)
                .contains(
                        "codex-1's call Bash `git push` needs a person's permission, and a repair asks nobody, so it is"
                                + " denied. It leaves this machine.");
    }

    @ParameterizedTest
    @CsvSource({
        "GREEN, GREEN, are green",
        "FLAKY, GREEN, flaky",
        "RED_BEFORE, RED_BEFORE, before the change too",
        "CANNOT_RUN, CANNOT_TEST, cannot run",
        "NOTHING, CANNOT_TEST, no test command"
    })
    void tests_that_need_no_repair_end_the_task_without_an_agent(Status status, Outcome outcome, String words) {
        tasks.repairs.first = tested(status);

        FixResult result = tasks.run();

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.reason()).contains(words);
        assertThat(result.tested()).isEqualTo(tasks.repairs.first);
        assertThat(result.ledger()).isEmpty();
        assertThat(tasks.host.launches).isEmpty();
        assertThat(tasks.repairs.calls).containsExactly("prepare", "test", "clear");
    }

    @Test
    void what_the_tests_have_to_say_is_part_of_the_reason() {
        Tested green = tested(Status.GREEN);
        tasks.repairs.first = new Tested(
                Status.GREEN, "npm test", green.tests(), 0, 5, "", "", "The command was guessed from package.json.");

        assertThat(tasks.run().reason()).endsWith("The command was guessed from package.json.");
    }

    @Test
    void red_tests_are_only_reported_if_the_queue_says_so() {
        WorkflowStub task = tasks.start(tasks.usual, true);

        FixResult result = task.getResult(FixResult.class);

        assertThat(result.outcome()).isEqualTo(Outcome.REPORTED);
        assertThat(tasks.host.launches).isEmpty();
    }

    @Test
    void red_tests_are_only_reported_without_an_agent() {
        FixResult result = tasks.run(WatchRequest.of("/t"));

        assertThat(result.outcome()).isEqualTo(Outcome.REPORTED);
        assertThat(result.reason()).contains("No agent is installed");
    }

    @Test
    void a_refused_preparation_ends_the_task_with_the_reason() {
        tasks.repairs.refusal = "The project was stopped.";

        FixResult result = tasks.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo("The project was stopped.");
        assertThat(tasks.checkouts.opened).isEmpty();
    }

    @Test
    void refused_checkouts_end_the_task_with_the_reason() {
        tasks.checkouts.refusal = "git is not on PATH.";

        FixResult result = tasks.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo("git is not on PATH.");
    }

    @Test
    void a_repair_that_the_users_edits_forbid_is_kept_as_a_branch() {
        tasks.repairs.applied = new Applied(Applied.How.KEPT, "orchestrate/autofix/x", "You changed src/a.py.");

        FixResult result = tasks.run();

        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(result.branch()).isEqualTo("orchestrate/autofix/x");
        assertThat(result.reason()).isEqualTo("You changed src/a.py.");
    }

    @Test
    void a_verified_repair_that_cannot_be_written_stays_on_the_host() {
        tasks.repairs.failures.fail("apply", CallFailure.never("the target is gone."));

        FixResult result = tasks.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).contains("verified", "the target is gone.");
        assertThat(tasks.repairs.cleared).singleElement().matches(order -> order.keepsResult());
    }

    @Test
    void flaky_tests_after_the_repair_count_as_green() {
        tasks.repairs.judgements.add(judged(Status.FLAKY));

        assertThat(tasks.run().outcome()).isEqualTo(Outcome.FIXED);
    }

    @Test
    void a_full_disk_is_waited_for() {
        tasks.repairs.failures.fail(
                "test", CallFailure.needsYou("The disk is full."), CallFailure.needsYou("The disk is full."));

        FixResult result = tasks.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FIXED);
        assertThat(tasks.heard().progress())
                .filteredOn(progress -> progress.step() == Step.WAITING)
                .extracting(FixProgress::words)
                .contains("The disk is full.");
        assertThat(tasks.events()).contains("The disk is full. The task tries again at");
    }

    @Test
    void a_disk_that_stays_full_for_an_hour_fails_the_task() {
        for (int i = 0; i < 20; i++) tasks.repairs.failures.fail("test", CallFailure.needsYou("The disk is full."));

        FixResult result = tasks.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo("The disk is full.");
        assertThat(tasks.repairs.calls).filteredOn("test"::equals).hasSize(10);
    }

    @Test
    void the_state_tells_people_what_was_tried() {
        WorkflowStub task = tasks.start();
        task.getResult(FixResult.class);

        var state = TaskFixture.stateOf(task);

        assertThat(state).isInstanceOf(ForPeople.class);
        assertThat(state.progress().step()).isEqualTo(Step.ENDED);
        assertThat(state.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.strategy()).isEqualTo("answer of claude-1");
            assertThat(attempt.strategist()).isEqualTo("claude");
            assertThat(attempt.fixer()).isEqualTo("codex");
            assertThat(attempt.result()).isEqualTo(Status.GREEN);
            assertThat(attempt.outcome()).isEqualTo("the tests are green. Applied to src/a.py.");
        });
    }
}
