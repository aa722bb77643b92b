package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.APPROVED;
import static orchestrator.orchestration.SessionFixture.BLOCKER;
import static orchestrator.orchestration.SessionFixture.CONCERNS;
import static orchestrator.orchestration.SessionFixture.TWO_AT_ONCE;
import static orchestrator.orchestration.SessionFixture.awaitItem;
import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.Notice;
import orchestrator.plan.Kind;
import orchestrator.review.Decided;
import orchestrator.review.Decision;
import orchestrator.review.Review;
import orchestrator.review.Verdict;
import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerRequest;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.ControlRequest;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reviews of work, and the decisions that follow from them. */
class SessionReviewsTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;
    private final ScriptedCheckouts checkouts = fixture.checkouts;

    @Test
    void reviewers_get_the_diff_of_another_agent_and_a_read_only_copy() {
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED);

        SessionState end = fixture.run("roles");

        assertThat(end.teamwork().reviews())
                .extracting(r -> r.reviewer() + "→" + r.reviewed())
                .containsExactlyInAnyOrder("gemini→claude", "codex→gemini", "codex→claude");
        assertThat(end.teamwork().reviews()).extracting(Review::verdict).containsOnly(Verdict.APPROVED);
        assertThat(end.teamwork().reviews()).noneMatch(Review::sameVendor);
        assertThat(fixture.launchesOf(Kind.REVIEW)).allSatisfy(review -> {
            assertThat(review.readOnly()).isTrue();
            assertThat(review.workspace()).startsWith("/copies/");
            assertThat(review.schema()).contains("verdict");
            assertThat(review.inputs())
                    .singleElement()
                    .satisfies(i -> assertThat(i.text()).contains("artifact:diff"));
        });
        assertThat(end.teamwork().reviews())
                .extracting(Review::artifact)
                .contains("artifact:reviews/1-gemini-claude.json");
    }

    @Test
    void a_single_agent_reviews_itself_in_a_new_conversation_which_is_recorded() {
        host.architect = "claude";
        host.reviewer = "claude";
        host.answers(Kind.REVIEW, APPROVED);

        SessionState end = fixture.run("alone");

        assertThat(end.teamwork().reviews())
                .singleElement()
                .satisfies(r -> assertThat(r.sameVendor()).isTrue());
        assertThat(fixture.launchesOf(Kind.REVIEW))
                .extracting(LaunchRequest::resume)
                .containsOnlyNulls();
    }

    @Test
    void a_missing_verdict_is_requested_again_and_then_counts_as_concerns() {
        host.answers(Kind.REVIEW, "looks fine", APPROVED);
        host.architect = "claude";

        SessionState end = fixture.run("no-verdict");

        assertThat(fixture.launchesOf(Kind.REVIEW)).hasSize(2);
        assertThat(end.teamwork().reviews())
                .singleElement()
                .satisfies(r -> assertThat(r.verdict()).isEqualTo(Verdict.APPROVED));

        host.answers(Kind.REVIEW, "no", "no");
        host.launches.clear();
        SessionState other = fixture.run("no-verdict-2");
        assertThat(other.teamwork().decisions()).extracting(Decided::decision).contains(Decision.LOG_WARNING);
    }

    @Test
    void the_user_decides_if_no_agent_can_review() {
        host.script("gemini-2", ScriptedHost.HOPELESS);
        host.script("codex-2", ScriptedHost.HOPELESS);
        host.script("codex-3", ScriptedHost.HOPELESS);

        WorkflowStub session = fixture.start("blind");

        awaitItem(session);
        assertThat(stateOf(session).hold().reason()).contains("Nobody could review");
        session.signal("answer", Map.of("choice", "accept"));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_blocker_interrupts_the_writer_which_continues_after_the_fix() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED);
        host.neverEnds("blocked", "claude-1");
        host.says("claude-1", new Notice(1, EventType.REQUEST_REVIEW, "is that right?"));

        SessionState end = fixture.startPlanned("blocked").getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.stopped).extracting(id -> id.run()).containsExactly("claude-1");
        assertThat(end.teamwork().decisions().get(0).decision()).isEqualTo(Decision.STOP_AND_ESCALATE);
        assertThat(end.teamwork().decisions().get(0).carriedOutAs()).contains("claude", "interrupted", "fix-1");
        assertThat(end.assignments())
                .filteredOn(a -> a.id().equals("code"))
                .singleElement()
                .satisfies(code -> assertThat(code.dependsOn()).contains("fix-1"));
        assertThat(host.launches)
                .filteredOn(l -> l.id().agent().equals("claude") && l.brief().contains("write it"))
                .hasSize(2)
                .last()
                .satisfies(l -> assertThat(l.resume()).isEqualTo("c-1"));
    }

    @Test
    void concerns_that_survive_two_fixes_ask_the_user_and_name_the_reviewers() {
        host.answers(Kind.REVIEW, CONCERNS, CONCERNS, CONCERNS);
        host.answers(Kind.REVIEW, CONCERNS, CONCERNS, CONCERNS);
        host.answers(Kind.REVIEW, CONCERNS, CONCERNS, CONCERNS);

        WorkflowStub session = fixture.start("survives");

        awaitItem(session);
        OpenItem item = stateOf(session).teamwork().items().get(0);
        assertThat(fixture.launchesOf(Kind.FIX)).hasSize(2);
        assertThat(item.kind()).isEqualTo(OpenItem.Kind.REVIEW);
        assertThat(item.said()).extracting(OpenItem.Said::who).contains("gemini", "codex");
        assertThat(item.said()).allSatisfy(said -> assertThat(said.what()).contains("escape the quotes"));
        assertThat(item.choices()).extracting(OpenItem.Choice::name).containsExactly("fix", "accept", "stop");
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED);
        session.update("answer", SessionState.class, new AnswerRequest("", "", "use printf %q", "ana", "cli"));
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launchesOf(Kind.FIX).get(2).brief())
                .contains("the user: use printf %q", "escape the quotes");
        assertThat(end.teamwork().items().get(0).answer().by()).isEqualTo("ana");
    }

    @Test
    void a_blocker_whose_fix_changes_nothing_asks_the_user() {
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED);
        checkouts.idle.add("claude-2");

        WorkflowStub session = fixture.start("stubborn");

        awaitItem(session);
        session.signal("answer", Map.of("choice", "accept"));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launchesOf(Kind.FIX)).hasSize(1);
    }

    @Test
    void a_milestone_during_a_review_joins_it_while_work_continues() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED);
        host.neverEnds("joins", "gemini-2");
        host.neverEnds("joins", "claude-1");
        host.says("claude-1", new Notice(1, EventType.REQUEST_REVIEW, "the parser"));
        checkouts.workInProgress = 1;

        WorkflowStub session = fixture.startPlanned("joins");
        await().until(() -> fixture.launched().contains("gemini-2"));
        host.says("claude-1", new Notice(2, EventType.REQUEST_REVIEW, "the printer"));

        await().until(() -> host.events.stream().anyMatch(e -> e.text().contains("joins the review")));
        host.mayEnd("joins", "gemini-2");
        await().until(() -> !stateOf(session).teamwork().decisions().isEmpty());
        assertThat(stateOf(session).assignments())
                .filteredOn(a -> a.run().equals("claude-1"))
                .extracting(AssignmentState::status)
                .containsExactly(Status.RUNNING);
        host.mayEnd("joins", "claude-1");
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.teamwork().decisions()).hasSize(2);
        assertThat(checkouts.copied).startsWith("claude", "claude");
    }

    @Test
    void a_review_can_be_requested_but_the_same_work_is_not_reviewed_twice() {
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED);
        host.neverEnds("by-hand", "claude-1");
        WorkflowStub session = fixture.start("by-hand");
        await().until(() -> fixture.launched().contains("claude-1"));

        session.update("review", SessionState.class, new ControlRequest("ana", "cli", ""));
        await().until(() -> stateOf(session).teamwork().decisions().size() == 1);
        int reviews = fixture.launchesOf(Kind.REVIEW).size();
        session.signal("review");
        await().until(() -> checkouts.copied.size() == 6);

        assertThat(fixture.launchesOf(Kind.REVIEW)).hasSize(reviews);
        host.mayEnd("by-hand", "claude-1");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void an_aborted_agent_reviews_no_more() {
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED);
        host.neverEnds("gone", "codex-1");
        WorkflowStub session = fixture.start("gone");
        await().until(() -> fixture.launched().contains("codex-1"));

        session.update("abort", SessionState.class, new AbortRequest("codex", "ana", "cli", "it loops"));

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().reviews())
                .extracting(Review::reviewer)
                .isNotEmpty()
                .doesNotContain("codex");
    }

    @Test
    void every_review_and_decision_is_an_event_with_its_fields() {
        host.answers(Kind.REVIEW, APPROVED, APPROVED);

        fixture.run("told");

        assertThat(host.events).filteredOn(e -> e.type() == EventType.REVIEW).hasSize(3);
        AgentEvent decision = host.events.stream()
                .filter(e -> e.type() == EventType.DECISION)
                .findFirst()
                .orElseThrow();
        assertThat(decision.data().path("decision").asText()).isNotEmpty();
        assertThat(decision.data().path("diff").asText()).startsWith("artifact:diff");
    }
}
