package orchestrator.autofix.task;

import static orchestrator.autofix.task.ScriptedRepairs.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import orchestrator.autofix.EscalationActivities.Channel;
import orchestrator.autofix.EscalationActivities.Delivery;
import orchestrator.autofix.FixActivities.Tested.Status;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.request.Receivers;
import orchestrator.failure.CallFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to a task that was given up. */
class EscalatedFixTest {
    private static final Receivers ALL = new Receivers("ana/shop", true, true);

    @RegisterExtension
    final TaskFixture tasks = new TaskFixture();

    private WorkflowStub startHopeless(Receivers receivers) {
        for (int i = 0; i < 5; i++) tasks.repairs.judgements.add(judged(Status.RED));
        return tasks.start(tasks.withReceivers(receivers));
    }

    @Test
    void each_receiver_gets_the_ledger_once() {
        FixResult result = startHopeless(ALL).getResult(FixResult.class);

        assertThat(result.outcome()).isEqualTo(Outcome.ESCALATED);
        assertThat(tasks.repairs.delivered)
                .extracting(Delivery::channel)
                .containsExactlyInAnyOrder(Channel.GITHUB, Channel.SLACK, Channel.EMAIL);
        assertThat(tasks.repairs.delivered).extracting(Delivery::key).doesNotHaveDuplicates();
        assertThat(tasks.repairs.delivered).allSatisfy(delivery -> {
            assertThat(delivery.body()).isEqualTo("artifact:ledger");
            assertThat(delivery.subject()).isEqualTo("src/a.py");
            assertThat(delivery.title()).isEqualTo("src/a.py could not be repaired");
        });
    }

    @Test
    void the_ledger_tells_every_attempt_in_order() {
        startHopeless(Receivers.NONE).getResult(FixResult.class);

        String ledger = tasks.repairs.ledgers.get(0).markdown();
        assertThat(ledger)
                .contains("The tests are still red after 2 attempts.", "src/a.py", "`make check`")
                .containsSubsequence("## Attempt 1", "## Attempt 2")
                .contains("Strategy by claude", "repaired by codex", "answer of claude-1")
                .containsPattern("(?m)^artifact:diff$")
                .containsPattern("(?m)^artifact:output$");
    }

    @Test
    void the_queue_is_told_at_once_although_a_receiver_is_down_for_three_days() {
        tasks.repairs.down.put(Channel.GITHUB, ScriptedRepairs.DOWN);
        WorkflowStub task = startHopeless(new Receivers("ana/shop", false, false));
        await().until(() -> !tasks.heard().results().isEmpty());
        Instant told = tasks.temporal.now();
        tasks.awaitStep(task, Step.ESCALATING);

        tasks.temporal.sleep(Duration.ofDays(3));
        assertThat(tasks.repairs.delivered).isEmpty();
        tasks.repairs.down.clear();
        FixResult result = task.getResult(FixResult.class);

        assertThat(tasks.heard().results()).containsExactly(result);
        assertThat(tasks.repairs.delivered).hasSize(1);
        assertThat(Duration.between(told, tasks.endedAt()))
                .isLessThan(Duration.ofDays(3).plusHours(2));
        assertThat(tasks.events())
                .contains("github cannot be reached: no route", "Next try at", "delivered to github: issue 7");
    }

    @Test
    void a_delivery_that_is_lost_with_its_worker_is_tried_again_at_once_and_blames_nobody() {
        tasks.repairs.lost.set(2);

        startHopeless(new Receivers(null, true, false)).getResult(FixResult.class);

        assertThat(tasks.repairs.delivered).hasSize(1);
        assertThat(tasks.events()).contains("delivered to slack").doesNotContain("cannot be reached");
    }

    @Test
    void a_receiver_that_is_down_for_a_week_is_given_up_and_that_is_said() {
        tasks.repairs.down.put(Channel.SLACK, ScriptedRepairs.DOWN);

        FixResult result = startHopeless(ALL).getResult(FixResult.class);

        assertThat(result.outcome()).isEqualTo(Outcome.ESCALATED);
        assertThat(tasks.repairs.delivered).hasSize(2);
        assertThat(tasks.events()).contains("slack was down for 7 days, so it is not delivered there: no route");
    }

    @Test
    void a_receiver_that_refuses_is_said_and_the_others_get_it() {
        tasks.repairs.down.put(Channel.GITHUB, ApplicationFailure.newNonRetryableFailure("401, bad token.", "Refused"));

        startHopeless(ALL).getResult(FixResult.class);

        assertThat(tasks.repairs.delivered).hasSize(2);
        assertThat(tasks.events()).contains("github refuses it, so it is not delivered there: 401, bad token.");
    }

    @Test
    void a_failure_that_a_person_can_mend_is_tried_again() {
        tasks.repairs.down.put(Channel.EMAIL, CallFailure.needsYou("the receiver does not answer."));
        WorkflowStub task = startHopeless(new Receivers(null, false, true));
        tasks.awaitStep(task, Step.ESCALATING);
        tasks.temporal.sleep(Duration.ofHours(5));
        tasks.repairs.down.clear();

        task.getResult(FixResult.class);

        assertThat(tasks.repairs.delivered).hasSize(1);
    }

    @Test
    void a_stop_does_not_end_a_delivery_but_cancelling_does() {
        tasks.repairs.down.put(Channel.SLACK, ScriptedRepairs.DOWN);
        WorkflowStub task = startHopeless(new Receivers(null, true, false));
        tasks.awaitStep(task, Step.ESCALATING);

        task.signal("stop_task");
        tasks.temporal.sleep(Duration.ofHours(1));
        assertThat(TaskFixture.stateOf(task).progress().step()).isEqualTo(Step.ESCALATING);
        task.cancel();

        assertThatThrownBy(() -> task.getResult(FixResult.class)).hasRootCauseInstanceOf(CanceledFailure.class);
        assertThat(tasks.heard().results()).extracting(FixResult::outcome).containsExactly(Outcome.ESCALATED);
        assertThat(tasks.events()).contains("cancelled in Temporal, so what is not delivered stays undelivered");
    }
}
