package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.awaitItem;
import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import orchestrator.checkout.CheckoutActivities.Verified;
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
import orchestrator.session.Control;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionLoopTest {
    private static final String APPROVED = "{\"verdict\":\"APPROVED\",\"summary\":\"good\",\"points\":[]}";
    private static final String CONCERNS =
            "{\"verdict\":\"CONCERNS\",\"summary\":\"a test fails\",\"points\":[\"escape the quotes\"]}";
    private static final String BLOCKER =
            "{\"verdict\":\"BLOCKER\",\"summary\":\"it deletes files\",\"points\":[\"do not delete\"]}";
    private static final String TWO_AT_ONCE = """
            {"assignments": [
              {"id": "code", "role": "implementer", "agent": "claude", "title": "Code", "prompt": "write it", "weight": 3,
               "dependsOn": []},
              {"id": "tests", "role": "reviewer", "agent": "codex", "title": "Tests", "prompt": "test it", "weight": 1,
               "dependsOn": []}]}""";

    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;
    private final ScriptedCheckouts checkouts = fixture.checkouts;
    private final TestTemporal temporal = fixture.temporal;
    private final TestSessions sessions = fixture.sessions;

    private static Map<String, Object> asked(Object... more) {
        Map<String, Object> asked = new HashMap<>(Map.of("prompt", "p", "target", "/t"));
        for (int i = 0; i < more.length; i += 2) asked.put((String) more[i], more[i + 1]);
        return asked;
    }

    private SessionState run(String id, Object... more) {
        return sessions.start(id, asked(more)).getResult(SessionState.class);
    }

    private void awaitItem(WorkflowStub session) {
        await().until(() -> stateOf(session).teamwork().items().stream().anyMatch(OpenItem::isOpen));
    }

    private List<LaunchRequest> launchesOf(Kind kind) {
        return host.launches.stream()
                .filter(launch -> launch.brief().contains("\nKind: " + kind.wire() + "\n"))
                .toList();
    }

    @Test
    void plan_work_a_concern_a_fix_an_approval_and_a_green_verification() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        host.answers(Kind.REVIEW, APPROVED, CONCERNS, APPROVED, APPROVED);

        SessionState end = run("story");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().plan().source()).isEqualTo("agent");
        assertThat(end.assignments())
                .filteredOn(a -> a.kind() == Kind.WORK)
                .extracting(AssignmentState::weight)
                .containsExactly(75, 25);
        assertThat(end.teamwork().decisions())
                .extracting(Decided::decision)
                .containsExactly(Decision.LOG_WARNING, Decision.CONTINUE);
        assertThat(launchesOf(Kind.FIX)).singleElement().satisfies(fix -> {
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
    void what_is_ready_starts_at_once_each_in_a_checkout_of_its_own() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        host.neverEnds("both", "claude-1");
        host.neverEnds("both", "codex-1");

        WorkflowStub session = sessions.start("both", asked("reviews", "off"));

        await().until(() -> launchesOf(Kind.WORK).size() == 2);
        assertThat(launchesOf(Kind.WORK))
                .extracting(LaunchRequest::workspace)
                .containsExactlyInAnyOrder("/trees/claude", "/trees/codex");
        host.mayEnd("both", "codex-1");
        host.mayEnd("both", "claude-1");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.integrated).containsExactlyInAnyOrder("claude-1", "codex-1");
    }

    @Test
    void a_plan_that_cannot_be_used_is_asked_for_again_in_the_same_conversation() {
        host.answers(Kind.PLAN, TWO_AT_ONCE.replace("codex", "copilot"), TWO_AT_ONCE);

        SessionState end = run("again", "reviews", "off");

        assertThat(end.teamwork().plan().source()).isEqualTo("agent");
        assertThat(launchesOf(Kind.PLAN)).hasSize(2);
        assertThat(launchesOf(Kind.PLAN).get(1).resume()).isEqualTo("c-1");
        assertThat(launchesOf(Kind.PLAN).get(1).brief()).contains("unknown agent `copilot`");
    }

    @Test
    void after_two_plans_that_cannot_be_used_the_fixed_split_is_said_and_done() {
        SessionState end = run("fixed", "reviews", "off");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().plan().source()).isEqualTo("fixed");
        assertThat(end.teamwork().plan().note()).contains("no JSON object");
        assertThat(fixture.launched()).containsExactly("gemini-1", "gemini-2", "gemini-3", "claude-1", "codex-1");
    }

    @Test
    void a_plan_that_nobody_can_make_is_done_without() {
        host.script("gemini-1", ScriptedHost.HOPELESS);
        host.script("claude-1", ScriptedHost.HOPELESS);
        host.script("codex-1", ScriptedHost.HOPELESS);

        SessionState end = run("planless", "reviews", "off");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().plan().note()).contains("no key. Log in.");
    }

    @Test
    void everyone_reviews_by_role_with_the_change_in_hand_and_nobody_the_work_of_its_own() {
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED);

        SessionState end = run("roles", "plan", "fixed");

        assertThat(end.teamwork().reviews())
                .extracting(r -> r.reviewer() + "→" + r.reviewed())
                .containsExactlyInAnyOrder("gemini→claude", "codex→gemini", "codex→claude");
        assertThat(end.teamwork().reviews()).extracting(Review::verdict).containsOnly(Verdict.APPROVED);
        assertThat(end.teamwork().reviews()).noneMatch(Review::sameVendor);
        assertThat(launchesOf(Kind.REVIEW)).allSatisfy(review -> {
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
    void an_agent_that_is_alone_reviews_in_another_conversation_and_that_is_said() {
        host.architect = "claude";
        host.reviewer = "claude";
        host.answers(Kind.REVIEW, APPROVED);

        SessionState end = run("alone", "plan", "fixed");

        assertThat(end.teamwork().reviews())
                .singleElement()
                .satisfies(r -> assertThat(r.sameVendor()).isTrue());
        assertThat(launchesOf(Kind.REVIEW)).extracting(LaunchRequest::resume).containsOnlyNulls();
    }

    @Test
    void what_is_no_verdict_is_asked_for_again_and_then_counts_as_a_concern_with_that_reason() {
        host.answers(Kind.REVIEW, "looks fine", APPROVED);
        host.architect = "claude";

        SessionState end = run("no-verdict", "plan", "fixed");

        assertThat(launchesOf(Kind.REVIEW)).hasSize(2);
        assertThat(end.teamwork().reviews())
                .singleElement()
                .satisfies(r -> assertThat(r.verdict()).isEqualTo(Verdict.APPROVED));

        host.answers(Kind.REVIEW, "no", "no");
        host.launches.clear();
        SessionState other = run("no-verdict-2", "plan", "fixed");
        assertThat(other.teamwork().decisions()).extracting(Decided::decision).contains(Decision.LOG_WARNING);
    }

    @Test
    void reviewers_that_cannot_be_had_leave_it_to_a_person() {
        host.script("gemini-2", ScriptedHost.HOPELESS);
        host.script("codex-2", ScriptedHost.HOPELESS);
        host.script("codex-3", ScriptedHost.HOPELESS);

        WorkflowStub session = sessions.start("blind", asked("plan", "fixed"));

        awaitItem(session);
        assertThat(stateOf(session).hold().reason()).contains("Nobody could review");
        session.signal("answer", Map.of("choice", "accept"));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_blocker_interrupts_who_writes_and_that_goes_on_when_it_is_put_right() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED);
        host.neverEnds("blocked", "claude-1");
        host.says("claude-1", new Notice(1, EventType.REQUEST_REVIEW, "is that right?"));

        SessionState end = run("blocked");

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
    void a_pause_while_work_is_brought_in_misses_nobody() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        CountDownLatch latch = new CountDownLatch(1);
        checkouts.slow.put("codex-1", latch);
        WorkflowStub session = sessions.start("bringing", asked("reviews", "off"));
        await().until(() -> checkouts.integrated.contains("claude-1"));

        session.update("pause", SessionState.class, new ControlRequest("ana", "cli", ""));
        session.update("resume", SessionState.class, new ControlRequest("ana", "cli", ""));
        latch.countDown();

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void what_survives_two_rounds_needs_a_person_who_is_told_who_said_what() {
        host.answers(Kind.REVIEW, CONCERNS, CONCERNS, CONCERNS);
        host.answers(Kind.REVIEW, CONCERNS, CONCERNS, CONCERNS);
        host.answers(Kind.REVIEW, CONCERNS, CONCERNS, CONCERNS);

        WorkflowStub session = sessions.start("survives", asked("plan", "fixed"));

        awaitItem(session);
        OpenItem item = stateOf(session).teamwork().items().get(0);
        assertThat(launchesOf(Kind.FIX)).hasSize(2);
        assertThat(item.kind()).isEqualTo(OpenItem.Kind.REVIEW);
        assertThat(item.said()).extracting(OpenItem.Said::who).contains("gemini", "codex");
        assertThat(item.said()).allSatisfy(said -> assertThat(said.what()).contains("escape the quotes"));
        assertThat(item.choices()).extracting(OpenItem.Choice::name).containsExactly("fix", "accept", "stop");
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED);
        session.update("answer", SessionState.class, new AnswerRequest("", "", "use printf %q", "ana", "cli"));
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(launchesOf(Kind.FIX).get(2).brief()).contains("the user: use printf %q", "escape the quotes");
        assertThat(end.teamwork().items().get(0).answer().by()).isEqualTo("ana");
    }

    @Test
    void answers_that_make_no_sense_are_refused_and_say_what_can_be_answered() {
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED);
        WorkflowStub session =
                sessions.start("refused", asked("plan", "fixed", "autonomy", "supervised", "confirm", "none"));
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
    void who_supervises_answers_with_a_code_by_whatever_way() {
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED);
        WorkflowStub session = sessions.start("with-code", asked("plan", "fixed", "autonomy", "supervised"));
        awaitItem(session);

        for (AnswerRequest bare : List.of(
                new AnswerRequest("", "accept", "", "ana", "page"), new AnswerRequest("", "", "go on", "ana", "api"))) {
            assertThatThrownBy(() -> session.update("answer", SessionState.class, bare))
                    .hasStackTraceContaining("needs a code");
        }
        assertThatThrownBy(() -> session.update("resume", SessionState.class, new ControlRequest("ana", "page", "")))
                .hasStackTraceContaining("needs a code");
        // Whoever signs nothing claims much.
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
    void resume_with_an_open_question_means_go_on_as_it_is_and_is_recorded() {
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED);
        WorkflowStub session =
                sessions.start("as-it-is", asked("plan", "fixed", "autonomy", "supervised", "confirm", "none"));
        awaitItem(session);

        session.update("resume", SessionState.class, new ControlRequest("ana", "api", ""));

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().items().get(0).answer().choice()).isEqualTo("go on");
        assertThat(end.controls()).extracting(Control::action).contains("resume");
    }

    @Test
    void a_blocker_to_which_nobody_changes_anything_is_for_a_person() {
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED);
        checkouts.idle.add("claude-2");

        WorkflowStub session = sessions.start("stubborn", asked("plan", "fixed"));

        awaitItem(session);
        session.signal("answer", Map.of("choice", "accept"));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(launchesOf(Kind.FIX)).hasSize(1);
    }

    @Test
    void a_red_verification_goes_back_and_is_never_called_done() {
        checkouts.checks.addAll(
                List.of(Verified.Status.RED, Verified.Status.RED, Verified.Status.RED, Verified.Status.RED));

        WorkflowStub session = sessions.start("red", asked("plan", "fixed", "reviews", "off"));

        awaitItem(session);
        SessionState state = stateOf(session);
        assertThat(launchesOf(Kind.FIX))
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

    /** A session at the point at which a check is found red that was so before. */
    private WorkflowStub redBefore(String id) {
        checkouts.checks.addAll(List.of(Verified.Status.RED, Verified.Status.RED));
        checkouts.untouched = Verified.Status.RED;
        WorkflowStub session = sessions.start(id, asked("plan", "fixed", "reviews", "off"));
        awaitItem(session);
        return session;
    }

    @Test
    void a_check_that_was_red_before_is_for_a_person_and_no_agent_is_sent_after_it() {
        WorkflowStub session = redBefore("red-before");

        assertThat(launchesOf(Kind.FIX)).isEmpty();
        assertThat(stateOf(session).teamwork().items().get(0).question())
                .contains("`make check` is red, and it is red without any change too");
        assertThat(host.events).anyMatch(e -> e.text().contains("It is red without any change too"));
        session.update("answer", SessionState.class, new AnswerRequest("", "accept", "", "", "api"));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.verified).hasSize(1);
    }

    @Test
    void to_resume_means_that_such_a_check_may_stay_red() {
        WorkflowStub session = redBefore("red-resumed");

        session.signal("resume");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.verified).hasSize(1);
    }

    @Test
    void whoever_wants_it_mended_sends_an_agent_after_it() {
        WorkflowStub session = redBefore("red-mended");
        checkouts.checks.clear();

        session.update("answer", SessionState.class, new AnswerRequest("", "fix", "it is the clock", "", "api"));

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(launchesOf(Kind.FIX))
                .singleElement()
                .satisfies(fix -> assertThat(fix.brief()).contains("2 tests failed", "the user: it is the clock"));
    }

    @Test
    void a_check_that_the_work_has_broken_goes_back_and_says_that_it_was_green_before() {
        checkouts.checks.add(Verified.Status.RED);
        checkouts.untouched = Verified.Status.GREEN;

        SessionState end = run("broken", "plan", "fixed", "reviews", "off");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(launchesOf(Kind.FIX)).hasSize(1);
        assertThat(host.events).anyMatch(e -> e.text().contains("Without any change it is green."));
    }

    @Test
    void a_command_that_cannot_run_is_not_red() {
        checkouts.checks.add(Verified.Status.CANNOT_RUN);

        SessionState end = run("cannot", "plan", "fixed", "reviews", "off");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.events).anyMatch(e -> e.text().contains("could not be run"));
    }

    @Test
    void a_milestone_is_reviewed_while_work_goes_on_and_what_comes_meanwhile_joins() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED);
        host.neverEnds("joins", "gemini-2");
        host.neverEnds("joins", "claude-1");
        host.says(
                "claude-1",
                new Notice(1, EventType.REQUEST_REVIEW, "the parser"),
                new Notice(2, EventType.REQUEST_REVIEW, "the printer"));
        checkouts.workInProgress = 1;

        WorkflowStub session = sessions.start("joins", asked());

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
    void a_review_can_be_asked_for_by_hand_and_nobody_judges_the_same_work_twice() {
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED);
        host.neverEnds("by-hand", "claude-1");
        WorkflowStub session = sessions.start("by-hand", asked("plan", "fixed"));
        await().until(() -> fixture.launched().contains("claude-1"));

        session.update("review", SessionState.class, new ControlRequest("ana", "cli", ""));
        await().until(() -> stateOf(session).teamwork().decisions().size() == 1);
        int reviews = launchesOf(Kind.REVIEW).size();
        session.signal("review");
        await().until(() -> checkouts.copied.size() == 6);

        assertThat(launchesOf(Kind.REVIEW)).hasSize(reviews);
        host.mayEnd("by-hand", "claude-1");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_conflict_becomes_an_assignment_for_who_has_it() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        checkouts.conflict("codex", "greet.sh");

        SessionState end = run("conflict", "reviews", "off");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(launchesOf(Kind.MERGE)).singleElement().satisfies(merge -> {
            assertThat(merge.id().agent()).isEqualTo("codex");
            assertThat(merge.brief()).contains("greet.sh");
        });
    }

    @Test
    void a_conflict_that_stays_is_for_a_person_after_three_tries() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        checkouts.conflict("codex", "greet.sh");
        for (int i = 0; i < 3; i++) checkouts.conflicts.get("codex").add(List.of("greet.sh"));

        WorkflowStub session = sessions.start("for-ever", asked("reviews", "off"));

        awaitItem(session);
        assertThat(launchesOf(Kind.MERGE)).hasSize(3);
        assertThat(stateOf(session).hold().reason()).contains("conflicts in greet.sh");
        session.signal("answer", Map.of("choice", "retry", "text", "take the other's"));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(launchesOf(Kind.MERGE).get(3).brief()).contains("The user says: take the other's");
    }

    @Test
    void who_was_aborted_reviews_no_more() {
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED);
        host.neverEnds("gone", "codex-1");
        WorkflowStub session = sessions.start("gone", asked("plan", "fixed"));
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
    void who_takes_over_gets_what_the_aborted_one_has_done() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        host.neverEnds("over", "claude-1");
        WorkflowStub session = sessions.start("over", asked("reviews", "off"));
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
    void a_target_of_which_no_checkout_can_be_made_fails_the_session_with_the_reason() {
        checkouts.refusal = "the repository /t has no commit yet.";

        assertThatThrownBy(() -> run("unfit")).hasStackTraceContaining("has no commit yet");
    }

    @Test
    void every_review_and_decision_is_told_with_its_fields() {
        host.answers(Kind.REVIEW, APPROVED, APPROVED);

        run("told", "plan", "fixed");

        assertThat(host.events).filteredOn(e -> e.type() == EventType.REVIEW).hasSize(3);
        AgentEvent decision = host.events.stream()
                .filter(e -> e.type() == EventType.DECISION)
                .findFirst()
                .orElseThrow();
        assertThat(decision.data().path("decision").asText()).isNotEmpty();
        assertThat(decision.data().path("diff").asText()).startsWith("artifact:diff");
    }
}
