package orchestrator.autofix.task;

import static orchestrator.autofix.task.ScriptedRepairs.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import orchestrator.autofix.EscalationActivities.Channel;
import orchestrator.autofix.FixActivities.Tested.Status;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.request.Receivers;
import orchestrator.plan.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A repair that weakens tests goes to a person. */
class WeakenedTestsTest {
    private static final String SKIPPED = "It skips test_total.";

    @RegisterExtension
    final TaskFixture tasks = new TaskFixture();

    private WorkflowStub startWeakening() {
        tasks.repairs.judgements.add(judged(Status.GREEN, SKIPPED));
        WorkflowStub task = tasks.start(tasks.withReceivers(new Receivers("ana/shop", true, false)));
        tasks.awaitStep(task, Step.NEEDS_YOU);
        // Temporal's test server blocks if the notice is cancelled while its answer is on the way.
        await().until(() ->
                tasks.events().contains("delivered to slack") || tasks.events().contains("slack cannot be reached"));
        return task;
    }

    @Test
    void a_green_repair_that_weakens_tests_waits_for_a_person_for_as_long_as_it_takes() {
        WorkflowStub task = startWeakening();

        tasks.temporal.sleep(Duration.ofDays(100));

        assertThat(TaskFixture.stateOf(task).progress().needsYou()).isEqualTo(SKIPPED);
        assertThat(tasks.repairs.applies).isEmpty();
        assertThat(TaskFixture.stateOf(task).attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.diff()).isEqualTo("artifact:diff");
            assertThat(attempt.outcome()).contains("weakens", SKIPPED);
        });
        tasks.decide(true);
        FixResult result = task.getResult(FixResult.class);
        assertThat(result.outcome()).isEqualTo(Outcome.FIXED);
        assertThat(result.reason()).contains("Approved by ana.");
        assertThat(tasks.repairs.applies).hasSize(1);
    }

    @Test
    void a_person_declines_it() {
        WorkflowStub task = startWeakening();

        tasks.decide(false);

        FixResult result = task.getResult(FixResult.class);
        assertThat(result.outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(tasks.repairs.applies).isEmpty();
        assertThat(tasks.repairs.cleared).singleElement().matches(order -> !order.keepsResult());
    }

    @Test
    void a_person_is_told_by_slack_but_not_by_an_issue() {
        WorkflowStub task = startWeakening();

        tasks.decide(false);
        task.getResult(FixResult.class);

        assertThat(tasks.repairs.delivered).singleElement().satisfies(notice -> {
            assertThat(notice.channel()).isEqualTo(Channel.SLACK);
            assertThat(notice.summary()).contains(SKIPPED);
        });
    }

    @Test
    void a_decision_does_not_wait_for_a_notice_that_cannot_be_delivered() {
        tasks.repairs.down.put(Channel.SLACK, ScriptedRepairs.DOWN);
        startWeakening();

        tasks.decide(true);

        assertThat(tasks.resultWithoutSkipping().outcome()).isEqualTo(Outcome.FIXED);
    }

    @Test
    void a_red_repair_that_weakens_tests_is_only_another_attempt() {
        tasks.repairs.judgements.add(judged(Status.RED, SKIPPED));

        FixResult result = tasks.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FIXED);
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(tasks.launchesOf(Kind.FIX).get(1).brief()).contains("weakens the tests", SKIPPED);
    }

    @Test
    void a_task_that_waits_for_a_person_can_be_stopped() {
        WorkflowStub task = startWeakening();

        task.signal("stop_task");

        assertThat(task.getResult(FixResult.class).outcome()).isEqualTo(Outcome.INTERRUPTED);
    }
}
