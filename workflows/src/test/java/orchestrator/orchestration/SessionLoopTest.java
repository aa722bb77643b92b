package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.APPROVED;
import static orchestrator.orchestration.SessionFixture.BLOCKER;
import static orchestrator.orchestration.SessionFixture.CONCERNS;
import static orchestrator.orchestration.SessionFixture.TWO_AT_ONCE;
import static orchestrator.orchestration.SessionFixture.awaitItem;
import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.plan.Kind;
import orchestrator.review.Decided;
import orchestrator.review.Decision;
import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerRequest;
import orchestrator.session.AssignmentState;
import orchestrator.session.Control;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionLoopTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;
    private final ScriptedCheckouts checkouts = fixture.checkouts;
    private final TestTemporal temporal = fixture.temporal;

    @Test
    void a_session_plans_works_reviews_fixes_and_verifies() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        host.answers(Kind.REVIEW, APPROVED, CONCERNS, APPROVED, APPROVED);

        SessionState end = fixture.startPlanned("story").getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().plan().source()).isEqualTo("agent");
        assertThat(end.assignments())
                .filteredOn(a -> a.kind() == Kind.WORK)
                .extracting(AssignmentState::weight)
                .containsExactly(75, 25);
        assertThat(end.teamwork().decisions())
                .extracting(Decided::decision)
                .containsExactly(Decision.LOG_WARNING, Decision.CONTINUE);
        assertThat(fixture.launchesOf(Kind.FIX)).singleElement().satisfies(fix -> {
            assertThat(fix.id().agent()).isEqualTo("claude");
            assertThat(fix.resume()).isEqualTo("c-1");
            assertThat(fix.brief()).contains("escape the quotes");
        });
        assertThat(end.teamwork().verification().verified().status()).isEqualTo(Verified.Status.GREEN);
        assertThat(end.teamwork().result().commit()).isEqualTo("commit-3");
        assertThat(end.progressPercent()).isEqualTo(100);
        assertThat(checkouts.open).isEmpty();
        assertThat(checkouts.closed).containsExactly("story");
    }

    @Test
    void independent_assignments_run_at_once_in_separate_checkouts() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        host.neverEnds("both", "claude-1");
        host.neverEnds("both", "codex-1");

        WorkflowStub session = fixture.startPlanned("both", "reviews", "off");

        await().until(() -> fixture.launchesOf(Kind.WORK).size() == 2);
        assertThat(fixture.launchesOf(Kind.WORK))
                .extracting(LaunchRequest::workspace)
                .containsExactlyInAnyOrder("/trees/claude", "/trees/codex");
        host.mayEnd("both", "codex-1");
        host.mayEnd("both", "claude-1");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.integrated).containsExactlyInAnyOrder("claude-1", "codex-1");
    }

    @Test
    void an_invalid_plan_is_requested_again_in_the_same_conversation() {
        host.answers(Kind.PLAN, TWO_AT_ONCE.replace("codex", "copilot"), TWO_AT_ONCE);

        SessionState end = fixture.startPlanned("again", "reviews", "off").getResult(SessionState.class);

        assertThat(end.teamwork().plan().source()).isEqualTo("agent");
        assertThat(fixture.launchesOf(Kind.PLAN)).hasSize(2);
        assertThat(fixture.launchesOf(Kind.PLAN).get(1).resume()).isEqualTo("c-1");
        assertThat(fixture.launchesOf(Kind.PLAN).get(1).brief()).contains("unknown agent `copilot`");
    }

    @Test
    void after_two_invalid_plans_the_fixed_plan_is_used_with_a_note() {
        SessionState end = fixture.startPlanned("fixed", "reviews", "off").getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().plan().source()).isEqualTo("fixed");
        assertThat(end.teamwork().plan().note()).contains("no JSON object");
        assertThat(fixture.launched()).containsExactly("gemini-1", "gemini-2", "gemini-3", "claude-1", "codex-1");
    }

    @Test
    void a_session_continues_with_a_note_if_no_agent_can_plan() {
        host.script("gemini-1", ScriptedHost.HOPELESS);
        host.script("claude-1", ScriptedHost.HOPELESS);
        host.script("codex-1", ScriptedHost.HOPELESS);

        SessionState end = fixture.startPlanned("planless", "reviews", "off").getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().plan().note()).contains("no key. Log in.");
    }

    @Test
    void a_pause_during_an_integration_does_not_stall_the_session() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        CountDownLatch latch = new CountDownLatch(1);
        checkouts.slow.put("codex-1", latch);
        WorkflowStub session = fixture.startPlanned("bringing", "reviews", "off");
        await().until(() -> checkouts.integrated.contains("claude-1"));

        session.update("pause", SessionState.class, new ControlRequest("ana", "cli", ""));
        session.update("resume", SessionState.class, new ControlRequest("ana", "cli", ""));
        latch.countDown();

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void invalid_answers_are_refused_with_the_valid_ones() {
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED);
        WorkflowStub session = fixture.start("refused", "autonomy", "supervised", "confirm", "none");
        awaitItem(session);

        for (AnswerRequest wrong : List.of(
                new AnswerRequest("", "", "", "", "api"),
                new AnswerRequest("", "approve", "", "", "api"),
                new AnswerRequest("other", "fix", "", "", "api"))) {
            assertThatThrownBy(() -> session.update("answer", SessionState.class, wrong))
                    .isInstanceOf(WorkflowUpdateException.class)
                    .hasStackTraceContaining(wrong.item().isEmpty() ? "choose one of" : "review-1");
        }
        session.signal("answer", "");
        assertThat(stateOf(session).hold().kind()).isEqualTo(Hold.Kind.NEEDS_YOU);
        session.signal("answer", Map.of("choice", "stop"));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void in_supervised_mode_every_answer_needs_a_code() {
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED);
        WorkflowStub session = fixture.start("with-code", "autonomy", "supervised");
        awaitItem(session);

        for (AnswerRequest bare : List.of(
                new AnswerRequest("", "accept", "", "ana", "page"), new AnswerRequest("", "", "go on", "ana", "api"))) {
            assertThatThrownBy(() -> session.update("answer", SessionState.class, bare))
                    .hasStackTraceContaining("needs a code");
        }
        assertThatThrownBy(() -> session.update("resume", SessionState.class, new ControlRequest("ana", "page", "")))
                .hasStackTraceContaining("needs a code");
        // Unsigned signals may claim anything.
        WorkflowStub stranger = temporal.stranger().newUntypedWorkflowStub("with-code");
        stranger.signal("answer", Map.of("choice", "accept", "confirmed", true));
        stranger.signal("resume", Map.of("confirmed", true));
        session.signal("answer", Map.of("choice", "accept"));
        session.signal("resume");
        assertThat(stateOf(session).teamwork().items()).singleElement().satisfies(item -> {
            assertThat(item.isOpen()).isTrue();
            assertThat(item.needsCode()).isTrue();
        });
        session.update("answer", SessionState.class, new AnswerRequest("", "accept", "", "ana", "page", true));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void resume_accepts_the_work_of_an_open_question_and_is_recorded() {
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED);
        WorkflowStub session = fixture.start("as-it-is", "autonomy", "supervised", "confirm", "none");
        awaitItem(session);

        session.update("resume", SessionState.class, new ControlRequest("ana", "api", ""));

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().items().get(0).answer().choice()).isEqualTo("go on");
        assertThat(end.controls()).extracting(Control::action).contains("resume");
    }

    @Test
    void a_conflict_becomes_an_assignment_for_its_agent() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        checkouts.conflict("codex", "greet.sh");

        SessionState end = fixture.startPlanned("conflict", "reviews", "off").getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launchesOf(Kind.MERGE)).singleElement().satisfies(merge -> {
            assertThat(merge.id().agent()).isEqualTo("codex");
            assertThat(merge.brief()).contains("greet.sh");
        });
    }

    @Test
    void a_conflict_asks_the_user_after_three_attempts() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        checkouts.conflict("codex", "greet.sh");
        for (int i = 0; i < 3; i++) checkouts.conflicts.get("codex").add(List.of("greet.sh"));

        WorkflowStub session = fixture.startPlanned("for-ever", "reviews", "off");

        awaitItem(session);
        assertThat(fixture.launchesOf(Kind.MERGE)).hasSize(3);
        assertThat(stateOf(session).hold().reason()).contains("conflicts in greet.sh");
        session.signal("answer", Map.of("choice", "retry", "text", "take the other's"));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launchesOf(Kind.MERGE).get(3).brief()).contains("The user says: take the other's");
    }

    @Test
    void the_work_of_an_aborted_agent_and_of_its_successor_is_integrated() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        host.neverEnds("over", "claude-1");
        WorkflowStub session = fixture.startPlanned("over", "reviews", "off");
        await().until(() -> fixture.launched().contains("claude-1"));

        session.update("abort", SessionState.class, new AbortRequest("claude", "ana", "cli", "it loops"));

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.integrated).contains("claude-1", "gemini-2").doesNotHaveDuplicates();
        assertThat(host.launches)
                .filteredOn(l -> l.id().run().equals("gemini-2"))
                .singleElement()
                .satisfies(l -> assertThat(l.workspace()).isEqualTo("/trees/gemini"));
    }

    @Test
    void a_refused_checkout_fails_the_session_with_the_reason() {
        checkouts.refusal = "the repository /t has no commit yet.";

        assertThatThrownBy(() -> fixture.startPlanned("unfit").getResult(SessionState.class))
                .hasStackTraceContaining("has no commit yet");
    }
}
