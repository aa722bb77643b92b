package orchestrator.orchestration;

import static orchestrator.orchestration.ScriptedHost.CRASH;
import static orchestrator.orchestration.SessionFixture.APPROVED;
import static orchestrator.orchestration.SessionFixture.BLOCKER;
import static orchestrator.orchestration.SessionFixture.awaitNeed;
import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Map;
import orchestrator.host.Span;
import orchestrator.launch.Usage;
import orchestrator.plan.Kind;
import orchestrator.session.AnswerRequest;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Long waits, which the test server skips. */
class SessionTimeTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;
    private final ScriptedCheckouts checkouts = fixture.checkouts;
    private final TestTemporal temporal = fixture.temporal;

    @BeforeEach
    void letTimePassWhileFollowing() {
        host.followNeverBlocksTime = true;
    }

    private void awaitLaunch(String run) {
        await().until(() -> host.launches.stream().anyMatch(l -> l.id().run().equals(run)));
    }

    private long reviews() {
        return host.launches.stream()
                .filter(l -> l.brief().contains("\nKind: review\n"))
                .count();
    }

    @Test
    void after_fifteen_minutes_the_work_is_reviewed_if_it_has_changed() {
        for (int i = 0; i < 6; i++) host.answers(Kind.REVIEW, APPROVED, APPROVED);
        host.neverEnds("quarter", "claude-1");
        WorkflowStub session = fixture.start("quarter", "budget", Map.of("rounds", 20), "runMinutes", 600);
        awaitLaunch("claude-1");
        checkouts.workInProgress = 1;

        temporal.sleep(Duration.ofMinutes(16));
        await().until(() -> stateOf(session).teamwork().decisions().size() == 1);
        assertThat(stateOf(session).teamwork().reviews().get(0).trigger())
                .isEqualTo("15 minutes since the last review");
        long first = reviews();
        temporal.sleep(Duration.ofMinutes(40));
        assertThat(reviews()).isEqualTo(first);
        checkouts.workInProgress = 2;
        temporal.sleep(Duration.ofMinutes(16));

        await().until(() -> stateOf(session).teamwork().decisions().size() == 2);
        host.mayEnd("quarter", "claude-1");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_paused_session_waits_although_a_review_would_be_due() {
        host.neverEnds("lunch", "claude-1");
        WorkflowStub session = fixture.start("lunch", "runMinutes", 600);
        awaitLaunch("claude-1");

        session.update("pause", SessionState.class, Map.of("by", "ana"));
        await().until(() -> host.paused.size() == 1);
        temporal.sleep(Duration.ofMinutes(20));
        // A loop that woke for the review again and again would never answer.
        SessionState resumed = session.update("resume", SessionState.class, Map.of("by", "ana"));

        assertThat(resumed.hold().kind()).isEqualTo(Hold.Kind.NONE);
        session.signal("stop");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void a_token_budget_pauses_a_working_agent_and_ignores_cached_tokens() {
        host.neverEnds("strikes", "gemini-1");
        host.uses("gemini-1", new Usage(9_000_000, 8_000_000, 10_000, null));
        WorkflowStub session = fixture.start("strikes", "reviews", "off", "budget", Map.of("tokens", 1_000_000));

        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);

        assertThat(stateOf(session).hold().reason()).contains("1000000 tokens");
        assertThat(stateOf(session).teamwork().spending().tokens()).isEqualTo(1_010_000);
        await().until(() -> host.paused.size() == 1);
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void cached_tokens_do_not_use_up_the_budget() {
        host.neverEnds("cached", "gemini-1");
        host.uses("gemini-1", new Usage(9_000_000, 8_800_000, 10_000, null));
        WorkflowStub session = fixture.start("cached", "reviews", "off", "budget", Map.of("tokens", 1_000_000));
        await().until(() -> stateOf(session).usage().inputTokens() == 9_000_000);

        host.mayEnd("cached", "gemini-1");

        assertThat(session.getResult(SessionState.class).teamwork().items()).isEmpty();
    }

    @Test
    void after_four_hours_the_session_asks_and_continues_with_a_larger_budget() {
        host.neverEnds("budget", "claude-1");
        WorkflowStub session = fixture.start("budget", "reviews", "off", "runMinutes", 6000);
        awaitLaunch("claude-1");

        temporal.sleep(Duration.ofMinutes(242));

        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        OpenItem item = stateOf(session).teamwork().items().get(0);
        assertThat(item.kind()).isEqualTo(OpenItem.Kind.BUDGET);
        assertThat(item.question()).contains("240 minutes");
        assertThat(item.said().get(0).what()).contains("claude-1");
        await().until(() -> host.paused.size() == 1);
        session.update("answer", SessionState.class, new AnswerRequest("", "more", "", "ana", "cli"));
        await().until(() -> host.proceeded.size() == 1);
        host.mayEnd("budget", "claude-1");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void time_counts_from_the_start_of_a_review_also_while_the_user_is_asked_something() {
        host.script("claude-1", CRASH, CRASH, CRASH, CRASH);
        host.neverEnds("asked", "gemini-2");
        host.neverEnds("asked", "codex-2");
        WorkflowStub session = fixture.start("asked", "budget", Map.of("hours", 1), "runMinutes", 600);
        awaitNeed(session);
        checkouts.workInProgress = 1;
        session.update("review", SessionState.class, Map.of("by", "ana"));
        await().until(() -> reviews() > 0);

        temporal.sleep(Duration.ofMinutes(62));

        awaitBudgetQuestion(session);
    }

    private void awaitBudgetQuestion(WorkflowStub session) {
        await().until(() -> stateOf(session).teamwork().items().stream()
                .anyMatch(item -> item.isOpen() && item.kind() == OpenItem.Kind.BUDGET));
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void a_session_that_costs_too_much_asks_the_user() {
        host.costUsd = 6;
        WorkflowStub session = fixture.start("dear", "reviews", "off");
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        assertThat(stateOf(session).hold().reason()).contains("10.0 US dollars");
        assertThat(host.launches).hasSize(2);

        session.signal("answer", Map.of("choice", "stop"));

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void a_budget_exceeded_by_the_last_run_raises_no_question() {
        host.costUsd = 3.4;

        SessionState end = fixture.start("just", "reviews", "off").getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.usage().costUsd()).isGreaterThan(10);
        assertThat(end.teamwork().items()).isEmpty();
    }

    @Test
    void an_answer_after_a_weekend_reaches_the_resumed_conversation() {
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED);
        WorkflowStub session = fixture.start("weekend", "autonomy", "supervised", "confirm", "none");
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);

        temporal.sleep(Duration.ofHours(62));
        session.signal("answer", Map.of("text", "move them to the bin instead"));

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().spending().minutes()).isLessThan(10);
        assertThat(host.launches)
                .filteredOn(l -> l.brief().contains("\nKind: fix\n"))
                .singleElement()
                .satisfies(fix -> {
                    assertThat(fix.resume()).isEqualTo("c-1");
                    assertThat(fix.brief()).contains("move them to the bin instead", "do not delete");
                });
    }

    @Test
    void sleep_of_the_machine_does_not_count_against_the_time_limit_of_a_run() {
        host.neverEnds("slept", "gemini-1");
        host.gaps.add(Duration.ofMinutes(50).toMillis());
        WorkflowStub session = fixture.start("slept", "reviews", "off", "runMinutes", 60);
        awaitLaunch("gemini-1");

        temporal.sleep(Duration.ofMinutes(80));
        assertThat(host.stopped).isEmpty();
        temporal.sleep(Duration.ofMinutes(40));

        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        assertThat(stateOf(session).hold().reason()).contains("longer than its limit of 60 minutes");
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void sleep_of_the_machine_does_not_count_against_the_budget_of_a_session() {
        host.neverEnds("night", "gemini-1");
        host.gaps.add(Duration.ofHours(3).toMillis());
        WorkflowStub session = fixture.start("night", "reviews", "off", "runMinutes", 6000);
        awaitLaunch("gemini-1");

        temporal.sleep(Duration.ofMinutes(300));
        assertThat(stateOf(session).teamwork().items()).isEmpty();
        temporal.sleep(Duration.ofMinutes(130));

        await().until(() -> !stateOf(session).teamwork().items().isEmpty());
        assertThat(stateOf(session).teamwork().items().get(0).question()).contains("240 minutes");
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void sleep_during_a_pause_is_not_looked_up() {
        host.neverEnds("spells", "gemini-1");
        WorkflowStub session = fixture.start("spells", "reviews", "off", "runMinutes", 60);
        awaitLaunch("gemini-1");
        temporal.sleep(Duration.ofMinutes(20));
        session.signal("pause");
        await().until(() -> !host.paused.isEmpty());
        temporal.sleep(Duration.ofMinutes(4));
        session.signal("resume");
        await().until(() -> !host.proceeded.isEmpty());

        temporal.sleep(Duration.ofMinutes(60));

        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        assertThat(host.askedForGaps).hasSize(2);
        assertThat(host.askedForGaps.stream().mapToLong(Span::millis).sum()).isBetween(3_600_000L, 3_660_000L);
        session.signal("stop");
        session.getResult(SessionState.class);
    }
}
