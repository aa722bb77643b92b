package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.APPROVED;
import static orchestrator.orchestration.SessionFixture.awaitNeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.plan.Kind;
import orchestrator.review.Review;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent with a refused key, without its program, or without a model costs no more than its own turn. */
class UnableAgentsTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;

    @Test
    void the_assignment_of_a_failed_agent_goes_to_another_with_a_hand_over() {
        host.script("gemini-1", ScriptedHost.HOPELESS);

        SessionState end = fixture.run("refused", "reviews", "off");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launched()).containsExactly("gemini-1", "claude-2", "claude-1", "codex-1");
        assertThat(host.launches.get(1).note()).contains("gemini-1 could not do it: no key. Log in.");
        assertThat(host.events)
                .anySatisfy(event -> assertThat(event.text())
                        .isEqualTo("gemini-1 could not do it; its assignment goes to claude. no key. Log in."));
    }

    @Test
    void an_agent_that_cannot_be_launched_is_replaced_too() {
        host.failures.fail(
                "launch", ApplicationFailure.newNonRetryableFailure("claude is not on the PATH.", "CannotLaunch"));

        SessionState end = fixture.run("missing", "reviews", "off");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launched()).doesNotContain("gemini-1");
    }

    @Test
    void an_agent_that_never_succeeded_gets_no_more_work() {
        host.script("claude-1", ScriptedHost.HOPELESS);
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED);

        SessionState end = fixture.run("never");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launched())
                .filteredOn(run -> run.startsWith("claude"))
                .containsExactly("claude-1");
    }

    @Test
    void the_reviews_of_a_failed_agent_go_to_another_that_is_not_the_author() {
        host.script("codex-2", ScriptedHost.HOPELESS);
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED, APPROVED);

        SessionState end = fixture.run("reviewer");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().reviews()).isNotEmpty().noneMatch(Review::sameVendor);
        assertThat(end.teamwork().items()).isEmpty();
    }

    @Test
    void the_third_agent_does_everything_if_two_fail() {
        host.script("gemini-1", ScriptedHost.HOPELESS);
        host.script("claude-2", ScriptedHost.HOPELESS);

        SessionState end = fixture.run("third", "reviews", "off");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.assignments()).extracting(AssignmentState::agent).containsOnly("codex");
    }

    @Test
    void if_all_agents_fail_the_user_is_asked_and_resume_retries() {
        for (String run : List.of("gemini-1", "claude-2", "codex-2")) host.script(run, ScriptedHost.HOPELESS);

        WorkflowStub session = fixture.start("nobody", "reviews", "off");

        SessionState asks = awaitNeed(session);
        assertThat(asks.hold().reason()).contains("no key. Log in.");
        assertThat(asks.assignments().get(0).status()).isEqualTo(Status.NEEDS_YOU);
        session.signal("resume");
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.assignments()).extracting(AssignmentState::agent).containsOnly("codex");
    }

    @Test
    void a_stopped_agent_is_not_replaced() {
        host.neverEnds("stopped", "gemini-1");
        WorkflowStub session = fixture.start("stopped", "reviews", "off");
        await().until(() -> host.launches.size() == 1);

        session.signal("stop");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
        assertThat(host.launches).extracting(LaunchRequest::id).hasSize(1);
    }
}
