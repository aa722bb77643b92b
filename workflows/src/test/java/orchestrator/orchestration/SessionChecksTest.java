package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.awaitItem;
import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.plan.Kind;
import orchestrator.session.AnswerRequest;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The check of the result at the end of a session. */
class SessionChecksTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;
    private final ScriptedCheckouts checkouts = fixture.checkouts;

    @Test
    void a_red_check_is_fixed_twice_and_then_asks_the_user() {
        checkouts.checks.addAll(
                List.of(Verified.Status.RED, Verified.Status.RED, Verified.Status.RED, Verified.Status.RED));

        WorkflowStub session = fixture.start("red", "reviews", "off");

        awaitItem(session);
        SessionState state = stateOf(session);
        assertThat(fixture.launchesOf(Kind.FIX))
                .hasSize(2)
                .allSatisfy(fix -> assertThat(fix.brief()).contains("2 tests failed"));
        assertThat(state.hold().kind()).isEqualTo(Hold.Kind.NEEDS_YOU);
        session.update("answer", SessionState.class, new AnswerRequest("", "retry", "", "", "api"));
        await().until(() -> stateOf(session).teamwork().items().stream()
                                .filter(OpenItem::isOpen)
                                .count()
                        == 1
                && stateOf(session).teamwork().items().size() == 2);
        session.update("answer", SessionState.class, new AnswerRequest("", "retry", "", "", "api"));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.verified).hasSize(5);
    }

    /** A session that asks about a check that is red without any change too. */
    private WorkflowStub redBefore(String id) {
        checkouts.checks.addAll(List.of(Verified.Status.RED, Verified.Status.RED));
        checkouts.untouched = Verified.Status.RED;
        WorkflowStub session = fixture.start(id, "reviews", "off");
        awaitItem(session);
        return session;
    }

    @Test
    void a_check_that_was_red_before_asks_the_user_without_a_fix() {
        WorkflowStub session = redBefore("red-before");

        assertThat(fixture.launchesOf(Kind.FIX)).isEmpty();
        assertThat(stateOf(session).teamwork().items().get(0).question())
                .contains("`make check` is red, and it is red without any change too");
        assertThat(host.events).anyMatch(e -> e.text().contains("It is red without any change too"));
        session.update("answer", SessionState.class, new AnswerRequest("", "accept", "", "", "api"));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.verified).hasSize(1);
    }

    @Test
    void resume_lets_a_check_that_was_red_before_stay_red() {
        WorkflowStub session = redBefore("red-resumed");

        session.signal("resume");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.verified).hasSize(1);
    }

    @Test
    void the_answer_fix_has_a_check_fixed_that_was_red_before() {
        WorkflowStub session = redBefore("red-mended");
        checkouts.checks.clear();

        session.update("answer", SessionState.class, new AnswerRequest("", "fix", "it is the clock", "", "api"));

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launchesOf(Kind.FIX))
                .singleElement()
                .satisfies(fix -> assertThat(fix.brief()).contains("2 tests failed", "the user: it is the clock"));
    }

    @Test
    void a_check_that_the_work_broke_is_fixed_and_reported_as_green_before() {
        checkouts.checks.add(Verified.Status.RED);
        checkouts.untouched = Verified.Status.GREEN;

        SessionState end = fixture.run("broken", "reviews", "off");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launchesOf(Kind.FIX)).hasSize(1);
        assertThat(host.events).anyMatch(e -> e.text().contains("Without any change it is green."));
    }

    @Test
    void a_check_that_cannot_run_is_not_red() {
        checkouts.checks.add(Verified.Status.CANNOT_RUN);

        SessionState end = fixture.run("cannot", "reviews", "off");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.events).anyMatch(e -> e.text().contains("could not be run"));
    }
}
