package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions whose host cannot carry out an activity. */
class FailedCallsTest {
    private static final String GONE = "The directory /t is gone.";

    @RegisterExtension
    final SessionFixture fixture = SessionFixture.oneAgent();

    private final ScriptedHost host = fixture.host;
    private final ScriptedCheckouts checkouts = fixture.checkouts;
    private final TestSessions sessions = fixture.sessions;

    private static void awaitNeed(WorkflowStub session, String why) {
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        assertThat(stateOf(session).hold().reason()).contains(why, "orchestrate resume");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "refresh", "integrate", "copy", "diff", "verify"})
    void a_fixable_failure_of_the_checkouts_asks_the_user_and_is_retried_on_resume(String activity) {
        checkouts.failures.fail(activity, CallFailure.needsYou(GONE));
        WorkflowStub session = fixture.start("tree-" + activity);
        awaitNeed(session, GONE);

        session.update("resume", SessionState.class, new ControlRequest("ana", "cli", ""));

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.integrated).hasSize(3);
        assertThat(host.launches).hasSizeGreaterThanOrEqualTo(3);
        assertThat(host.events)
                .filteredOn(e -> e.type() == EventType.BLOCKER)
                .anySatisfy(e -> assertThat(e.text()).contains(GONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"launch", "follow", "settle"})
    void a_fixable_failure_of_a_run_asks_the_user_and_is_retried_on_resume(String activity) {
        host.failures.fail(activity, CallFailure.needsYou(GONE));
        WorkflowStub session = fixture.start("run-" + activity);
        awaitNeed(session, GONE);

        session.signal("resume");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"follow", "settle"})
    void a_permanent_failure_of_a_launched_run_asks_the_user_too(String activity) {
        host.failures.fail(activity, CallFailure.never("It cannot be read."));
        WorkflowStub session = fixture.start("never-" + activity);
        awaitNeed(session, "It cannot be read.");

        session.signal("resume");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_run_that_is_stopped_before_its_usage_is_known_may_have_cost_more() {
        host.failures.fail("settle", CallFailure.needsYou(GONE));
        WorkflowStub session = fixture.start("unsettled");
        awaitNeed(session, GONE);

        session.signal("stop");

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.STOPPED);
        assertThat(end.usage().tokensAtLeast()).isTrue();
    }

    @Test
    void a_fixable_failure_of_admission_asks_the_user_and_is_retried_on_resume() {
        ApplicationFailure full = CallFailure.needsYou("There is no room on the disk.");
        host.failures.fail("admit", full, full);
        WorkflowStub session = fixture.start("admit");
        awaitNeed(session, "There is no room on the disk.");

        session.signal("resume");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void an_admission_that_fails_in_the_first_task_is_repeated_as_an_activity_of_its_own() {
        host.failures.fail("admit", CallFailure.passes("The disk is busy.", Duration.ofMillis(1)));

        SessionState end = fixture.run("repeated");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.admitted).hasSize(2);
    }

    @Test
    void a_permanent_failure_of_admission_fails_the_session_with_the_reason() {
        ApplicationFailure impossible = CallFailure.never("The name of the target cannot be used.");
        host.failures.fail("admit", impossible, impossible);

        WorkflowStub session = fixture.start("inadmissible");

        assertThatThrownBy(() -> session.getResult(SessionState.class))
                .isInstanceOf(WorkflowFailedException.class)
                .rootCause()
                .hasMessageContaining("The name of the target cannot be used.");
    }

    @Test
    void checkouts_that_can_never_be_created_fail_the_session_with_the_reason() {
        checkouts.failures.fail("open", CallFailure.never("Something unexpected."));

        SessionState end = fixture.start("no-trees").getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.FAILED);
        assertThat(end.reason()).isEqualTo("Something unexpected.");
        assertThat(host.events).anySatisfy(e -> assertThat(e.text()).contains("session failed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "report", "releaseLease"})
    void a_failure_that_affects_only_a_file_does_not_stop_the_session(String activity) {
        host.failures.fail(activity, CallFailure.never("It cannot be written."), CallFailure.never("Nor this."));

        SessionState end = fixture.start("file-" + activity).getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"diff", "close"})
    void a_failure_after_the_end_is_reported_without_a_question(String activity) {
        Map<String, Object> asked = Map.of("prompt", "p", "target", "/t", "plan", "fixed", "reviews", "off");
        checkouts.failures.fail(activity, CallFailure.needsYou(GONE));

        SessionState end = sessions.start("end-" + activity, asked).getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.events)
                .anySatisfy(e -> assertThat(e.text()).contains("the checkouts could not be put away", GONE));
    }

    @Test
    void a_session_that_waits_for_the_user_can_be_stopped() {
        checkouts.failures.fail("open", CallFailure.needsYou(GONE));
        WorkflowStub session = fixture.start("stopped");
        awaitNeed(session, GONE);

        session.signal("stop");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void a_run_whose_agent_cannot_be_stopped_ends_with_a_note() {
        host.neverEnds("unstoppable", "claude-1");
        host.failures.fail("stop", CallFailure.needsYou("There is no kill."));
        Map<String, Object> asked = Map.of("prompt", "p", "target", "/t", "plan", "fixed", "reviews", "off");
        WorkflowStub session = sessions.start("unstoppable", asked);
        await().until(() -> !host.launches.isEmpty());

        session.signal("stop");

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.STOPPED);
        assertThat(end.assignments().get(0).note()).contains("There is no kill.");
    }

    @Test
    void an_invalid_number_is_refused_at_once() {
        Map<String, Object> asked = Map.of("prompt", "p", "target", "/t", "budget", Map.of("dollars", -1));

        WorkflowStub session = sessions.start("negative", asked);

        assertThatThrownBy(() -> session.getResult(SessionState.class))
                .rootCause()
                .hasMessageContaining("budget.dollars");
        assertThat(List.copyOf(host.launches)).isEmpty();
    }
}
