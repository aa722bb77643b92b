package orchestrator.autofix.task;

import static orchestrator.autofix.task.ScriptedRepairs.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orchestrator.autofix.FixActivities.Tested.Status;
import orchestrator.autofix.FixAttempt;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.request.FixBudget;
import orchestrator.autofix.request.FixBudget.Allowance;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.failure.CallFailure;
import orchestrator.launch.Ending;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.Usage;
import orchestrator.orchestration.ScriptedHost;
import orchestrator.plan.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attempts that fail, their order, and the limits of a task. */
class RetriedFixTest {
    @RegisterExtension
    final TaskFixture tasks = new TaskFixture();

    private static List<FixAttempt> attempts(WorkflowStub task) {
        return TaskFixture.stateOf(task).attempts();
    }

    private WatchRequest withBudget(Allowance task) {
        WatchRequest usual = tasks.usual;
        return new WatchRequest(
                usual.target(),
                usual.paths(),
                null,
                usual.test(),
                usual.repair(),
                usual.breaker(),
                new FixBudget(task, null, null),
                usual.escalation(),
                usual.priorities(),
                0,
                null,
                null,
                false);
    }

    @Test
    void tests_that_stay_red_are_tried_five_times_and_then_escalated() {
        for (int i = 0; i < 9; i++) tasks.repairs.judgements.add(judged(Status.RED));
        WorkflowStub task = tasks.start();

        FixResult result = task.getResult(FixResult.class);

        assertThat(result.outcome()).isEqualTo(Outcome.ESCALATED);
        assertThat(result.reason()).isEqualTo("The tests are still red after 5 attempts.");
        assertThat(result.attempts()).isEqualTo(5);
        assertThat(attempts(task)).extracting(FixAttempt::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(tasks.repairs.applies).isEmpty();
        assertThat(tasks.repairs.cleared).singleElement().matches(order -> !order.keepsResult());
    }

    @Test
    void the_wait_before_an_attempt_doubles_and_is_said() {
        for (int i = 0; i < 9; i++) tasks.repairs.judgements.add(judged(Status.RED));
        WorkflowStub task = tasks.start();
        task.getResult(FixResult.class);

        List<FixAttempt> made = attempts(task);
        List<Long> waits = new java.util.ArrayList<>();
        for (int i = 1; i < made.size(); i++) {
            waits.add(Duration.between(made.get(i - 1).startedAt(), made.get(i).startedAt())
                    .toSeconds());
        }
        assertThat(waits).hasSize(4);
        long[] least = {10, 20, 40, 80};
        for (int i = 0; i < least.length; i++) assertThat(waits.get(i)).isBetween(least[i], least[i] + 8);
        assertThat(tasks.heard().progress())
                .filteredOn(progress -> progress.step() == Step.WAITING)
                .extracting(FixProgress::words)
                .contains("waits before attempt 2", "waits before attempt 5");
        assertThat(tasks.heard().progress())
                .filteredOn(progress -> progress.step() == Step.WAITING)
                .allSatisfy(progress -> assertThat(progress.until()).isNotNull());
    }

    @Test
    void the_wait_never_exceeds_ten_minutes() {
        for (int i = 0; i < 9; i++) tasks.repairs.judgements.add(judged(Status.RED));
        var patient = new orchestrator.autofix.request.Repair("claude", "codex", 8, 300.0, 0);
        WorkflowStub task = tasks.start(tasks.usual.withRepair(patient));
        task.getResult(FixResult.class);

        List<FixAttempt> made = attempts(task);
        assertThat(Duration.between(made.get(6).startedAt(), made.get(7).startedAt()))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    @Test
    void a_later_attempt_gets_the_new_output_the_earlier_attempts_and_the_same_conversation() {
        tasks.repairs.judgements.add(judged(Status.RED));

        FixResult result = tasks.run();

        assertThat(result.attempts()).isEqualTo(2);
        List<LaunchRequest> fixes = tasks.launchesOf(Kind.FIX);
        assertThat(fixes.get(0).resume()).isNull();
        assertThat(fixes.get(1).resume()).isEqualTo("c-1");
        assertThat(fixes.get(1).brief()).contains("Attempt 1: the tests are still red", "src/a.py");
        assertThat(tasks.launchesOf(Kind.STRATEGY).get(1).brief()).contains("Attempt 1: the tests are still red");
    }

    @Test
    void a_failing_strategist_is_replaced_by_the_basic_strategy() {
        tasks.host.script("claude-1", ScriptedHost.HOPELESS);
        tasks.repairs.judgements.add(judged(Status.RED));
        WorkflowStub task = tasks.start();

        FixResult result = task.getResult(FixResult.class);

        assertThat(result.outcome()).isEqualTo(Outcome.FIXED);
        assertThat(attempts(task)).allSatisfy(attempt -> {
            assertThat(attempt.strategist()).isEmpty();
            assertThat(attempt.strategy()).isEqualTo(FixBriefs.BASIC_STRATEGY);
        });
        assertThat(tasks.launchesOf(Kind.STRATEGY)).hasSize(1);
        assertThat(tasks.events())
                .contains("the basic strategy is taken, because claude gave no strategy: no key. Log in.");
    }

    @Test
    void an_empty_strategy_is_replaced_by_the_basic_one() {
        tasks.host.answers(Kind.STRATEGY, " ");
        WorkflowStub task = tasks.start();
        task.getResult(FixResult.class);

        assertThat(attempts(task))
                .singleElement()
                .matches(attempt -> attempt.strategist().isEmpty());
        assertThat(tasks.events()).contains("claude answered nothing");
    }

    @Test
    void another_agent_repairs_if_the_first_cannot_work() {
        tasks.host.script("codex-1", ScriptedHost.HOPELESS);
        WorkflowStub task = tasks.start();

        assertThat(task.getResult(FixResult.class).outcome()).isEqualTo(Outcome.FIXED);

        assertThat(attempts(task))
                .singleElement()
                .matches(attempt -> attempt.fixer().equals("claude"));
        assertThat(tasks.checkouts.opened)
                .last()
                .satisfies(order -> assertThat(order.agents()).containsExactly("codex", "claude"));
        assertThat(tasks.events()).contains("codex cannot work (no key. Log in.), so claude repairs from now on");
    }

    @Test
    void the_task_is_escalated_at_once_if_no_agent_can_work() {
        tasks.host.script("codex-1", ScriptedHost.HOPELESS);
        tasks.host.script("claude-2", ScriptedHost.HOPELESS);
        WorkflowStub task = tasks.start();

        FixResult result = task.getResult(FixResult.class);

        assertThat(result.outcome()).isEqualTo(Outcome.ESCALATED);
        assertThat(result.reason()).contains("No agent can repair it", "no key. Log in.");
        assertThat(attempts(task)).hasSize(1);
    }

    @Test
    void an_agent_that_gives_up_costs_an_attempt() {
        tasks.host.script(
                "codex-1",
                ScriptedHost.CRASH,
                ScriptedHost.CRASH,
                ScriptedHost.CRASH,
                ScriptedHost.CRASH,
                ScriptedHost.CRASH);
        WorkflowStub task = tasks.start();

        FixResult result = task.getResult(FixResult.class);

        assertThat(result.outcome()).isEqualTo(Outcome.FIXED);
        assertThat(attempts(task).get(0).outcome()).startsWith("codex-1 did not finish: it crashed.");
        assertThat(attempts(task).get(0).result()).isNull();
    }

    @Test
    void a_run_that_changes_no_file_costs_an_attempt() {
        tasks.checkouts.idle.add("codex-1");
        WorkflowStub task = tasks.start();
        task.getResult(FixResult.class);

        assertThat(attempts(task).get(0).outcome()).isEqualTo("codex-1 has changed no file");
        assertThat(tasks.repairs.calls).containsOnlyOnce("judge");
    }

    @Test
    void tests_that_cannot_run_after_the_change_cost_an_attempt() {
        tasks.repairs.judgements.add(judged(Status.CANNOT_RUN));
        WorkflowStub task = tasks.start();

        assertThat(task.getResult(FixResult.class).outcome()).isEqualTo(Outcome.FIXED);
        assertThat(attempts(task).get(0).outcome()).contains("the tests cannot run any more");
    }

    @Test
    void an_agent_that_reaches_the_budget_is_stopped_and_the_task_is_escalated() {
        tasks.host.neverEnds(TaskFixture.KEY, "codex-1");
        tasks.host.followNeverBlocksTime = true;
        tasks.host.uses("codex-1", new Usage(100, 0, 10, 3.5));
        WorkflowStub task = tasks.start(withBudget(new Allowance(3.0, null, null)));

        FixResult result = task.getResult(FixResult.class);

        assertThat(result.outcome()).isEqualTo(Outcome.ESCALATED);
        assertThat(result.reason()).contains("budget", "3.0 US dollars");
        assertThat(tasks.host.stopped).isNotEmpty();
        assertThat(attempts(task))
                .singleElement()
                .matches(attempt -> attempt.outcome().contains("budget"));
        assertThat(tasks.heard().progress())
                .anyMatch(progress ->
                        progress.usage().costUsd() != null && progress.usage().costUsd() >= 3.5);
    }

    @Test
    void an_agent_that_works_for_too_long_is_stopped_and_the_task_is_escalated() {
        tasks.host.neverEnds(TaskFixture.KEY, "codex-1");
        tasks.host.followNeverBlocksTime = true;

        FixResult result = tasks.run(withBudget(new Allowance(null, null, 20.0)));

        assertThat(result.outcome()).isEqualTo(Outcome.ESCALATED);
        assertThat(result.reason()).contains("20 minutes");
        assertThat(result.agentMillis()).isBetween(20 * 60_000L, 23 * 60_000L);
    }

    @Test
    void a_repair_that_is_done_when_the_budget_is_used_up_is_still_applied() {
        tasks.host.costUsd = 2;

        FixResult result = tasks.run(withBudget(new Allowance(3.0, null, null)));

        assertThat(result.outcome()).isEqualTo(Outcome.FIXED);
    }

    @Test
    void no_agent_starts_once_the_budget_is_used_up() {
        tasks.host.costUsd = 2;
        tasks.repairs.judgements.add(judged(Status.RED));

        FixResult result = tasks.run(withBudget(new Allowance(3.0, null, null)));

        assertThat(result.outcome()).isEqualTo(Outcome.ESCALATED);
        assertThat(tasks.host.launches).hasSize(2);
    }

    @Test
    void a_usage_limit_is_waited_for_and_said() {
        Instant reset = tasks.temporal.now().plus(Duration.ofHours(5));
        tasks.host.script(
                "codex-1",
                Ending.failure(1, "c-1", "You have hit your limit.", true).withResetAt(reset));
        WorkflowStub task = tasks.start();
        await().until(() -> TaskFixture.stateOf(task).progress().until() != null);
        assertThat(TaskFixture.stateOf(task).progress().step()).isEqualTo(Step.WAITING);
        assertThat(TaskFixture.stateOf(task).progress().words())
                .isEqualTo("codex-1 waits for the end of a usage limit");

        FixResult result = task.getResult(FixResult.class);

        assertThat(result.outcome()).isEqualTo(Outcome.FIXED);
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(result.agentMillis()).isLessThan(60_000);
    }

    @Test
    void a_run_that_needs_a_person_is_given_up_after_ten_minutes() {
        // Each run tries to launch, and looks for what may have begun early before it gives up.
        for (int i = 0; i < 4; i++) tasks.host.failures.fail("launch", CallFailure.needsYou("The disk is full."));
        WorkflowStub task = tasks.start();

        FixResult result = task.getResult(FixResult.class);

        assertThat(result.outcome()).isEqualTo(Outcome.FIXED);
        assertThat(tasks.events()).contains("claude-1 needs help, and is given up in 10 minutes: The disk is full.");
        assertThat(attempts(task).get(0).outcome()).contains("codex-1 did not finish", "The disk is full.");
    }
}
