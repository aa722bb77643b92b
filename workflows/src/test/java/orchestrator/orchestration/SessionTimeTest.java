package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import orchestrator.host.Span;
import orchestrator.launch.Ending;
import orchestrator.launch.Usage;
import orchestrator.plan.Kind;
import orchestrator.session.AnswerRequest;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The long waits, in no time. */
class SessionTimeTest {
    private static final String APPROVED = "{\"verdict\":\"APPROVED\",\"summary\":\"good\",\"points\":[]}";
    private static final String BLOCKER =
            "{\"verdict\":\"BLOCKER\",\"summary\":\"it deletes files\",\"points\":[\"do not delete\"]}";

    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;
    private final ScriptedCheckouts checkouts = fixture.checkouts;
    private final TestTemporal temporal = fixture.temporal;
    private final TestSessions sessions = fixture.sessions;

    @BeforeEach
    void followingHoldsUpNoTime() {
        host.followNeverHoldsUpTime = true;
    }

    private WorkflowStub start(String id, Map<String, Object> more) {
        Map<String, Object> asked = new HashMap<>(Map.of("prompt", "p", "target", "/t", "plan", "fixed"));
        asked.putAll(more);
        return sessions.start(id, asked);
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
        WorkflowStub session = start("quarter", Map.of("budget", Map.of("rounds", 20), "runMinutes", 600));
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
    void a_usage_limit_of_five_hours_is_waited_for_and_spends_no_relaunch() {
        Instant reset = now().plus(Duration.ofHours(5));
        host.script(
                "gemini-1",
                Ending.failure(1, "c-1", "You have hit your limit.", true).withResetAt(reset));
        WorkflowStub session = start("limited", Map.of("reviews", "off"));
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.WAITING);
        assertThat(stateOf(session).hold().until()).isEqualTo(reset);
        assertThat(stateOf(session).hold().reason()).contains("gemini-1 waits for the end of a usage limit");

        SessionState end = session.getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.endedAt()).isAfter(reset);
        assertThat(host.launches.get(1).resume()).isEqualTo("c-1");
        assertThat(end.teamwork().spending().minutes()).isLessThan(10);
    }

    @Test
    void a_pause_and_its_end_leave_a_wait_for_a_limit_as_it_is() {
        Instant reset = now().plus(Duration.ofHours(5));
        host.script("gemini-1", counted("You have hit your limit.", true, reset, 0));
        WorkflowStub session = start("paused-limit", Map.of("reviews", "off"));
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.WAITING);

        session.update("pause", SessionState.class, new ControlRequest("ana", "cli", ""));
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.PAUSED);
        assertThat(stateOf(session).hold().until()).isEqualTo(reset);
        assertThat(stateOf(session).hold().reason()).contains("paused", "end of a usage limit");
        temporal.sleep(Duration.ofMinutes(10));
        session.update("resume", SessionState.class, new ControlRequest("ana", "cli", ""));
        temporal.sleep(Duration.ofMinutes(10));

        assertThat(stateOf(session).hold().kind()).isEqualTo(Hold.Kind.WAITING);
        assertThat(stateOf(session).hold().until()).isEqualTo(reset);
        assertThat(host.launches).hasSize(1);
        assertThat(session.getResult(SessionState.class).endedAt()).isAfter(reset);
    }

    @Test
    void a_short_delay_is_waited_for_also_by_who_wants_to_be_asked_at_limits() {
        host.script("gemini-1", counted("Too many requests.", true, now().plusSeconds(39), 0));

        SessionState end =
                start("hasty", Map.of("reviews", "off", "noWait", true)).getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().items()).isEmpty();
    }

    @Test
    void a_limit_without_a_known_end_asks_and_does_not_fail() {
        host.script(
                "gemini-1",
                Ending.failure(1, "c-1", "Your quota is used up.", false)
                        .withQuestion()
                        .withSteps(0L));
        WorkflowStub session = start("endless", Map.of("reviews", "off"));
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        assertThat(stateOf(session).hold().reason()).contains("Your quota is used up.");

        session.signal("answer", Map.of("item", "gemini-1", "choice", "retry"));

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(1).resume()).isEqualTo("c-1");
    }

    @Test
    void a_limit_that_is_not_over_when_it_is_said_to_be_is_asked_about() {
        Ending[] again = new Ending[6];
        for (int i = 0; i < again.length; i++) again[i] = counted("Too many requests.", true, now(), 0);
        host.script("gemini-1", again);
        WorkflowStub session = start("lies", Map.of("reviews", "off"));
        temporal.sleep(Duration.ofMinutes(20));

        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);

        assertThat(host.launches).hasSize(4);
        assertThat(stateOf(session).hold().reason()).contains("4th try in a row that got no further");
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void causes_that_take_turns_are_asked_about_after_three_relaunches_that_got_no_further() {
        Ending broken = counted("the stream broke", true, null, 2);
        Ending lost = Ending.failure(42, null, "no such conversation", true).withSteps(0L);
        host.script("gemini-1", broken, lost, broken, lost, broken, lost, broken, lost);
        WorkflowStub session = start("turns", Map.of("reviews", "off"));
        temporal.sleep(Duration.ofMinutes(5));

        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);

        assertThat(host.launches).hasSize(4);
        assertThat(stateOf(session).hold().reason()).contains("3 times in a row without getting any further");
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void a_budget_strikes_while_an_agent_works_and_counts_no_tokens_from_a_cache() {
        host.neverEnds("strikes", "gemini-1");
        host.uses("gemini-1", new Usage(9_000_000, 8_000_000, 10_000, null));
        WorkflowStub session = start("strikes", Map.of("reviews", "off", "budget", Map.of("tokens", 1_000_000)));

        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);

        assertThat(stateOf(session).hold().reason()).contains("1000000 tokens");
        assertThat(stateOf(session).teamwork().spending().tokens()).isEqualTo(1_010_000);
        await().until(() -> host.paused.size() == 1);
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void tokens_from_a_cache_are_not_spent() {
        host.neverEnds("cached", "gemini-1");
        host.uses("gemini-1", new Usage(9_000_000, 8_800_000, 10_000, null));
        WorkflowStub session = start("cached", Map.of("reviews", "off", "budget", Map.of("tokens", 1_000_000)));
        await().until(() -> stateOf(session).usage().inputTokens() == 9_000_000);

        host.mayEnd("cached", "gemini-1");

        assertThat(session.getResult(SessionState.class).teamwork().items()).isEmpty();
    }

    private static Ending counted(String reason, boolean retryable, Instant resetAt, long steps) {
        return Ending.failure(1, "c-1", reason, retryable).withResetAt(resetAt).withSteps(steps);
    }

    @Test
    void a_usage_limit_is_not_waited_for_where_that_was_opted_out() {
        Instant reset = now().plus(Duration.ofHours(5));
        host.script(
                "gemini-1",
                Ending.failure(1, "c-1", "You have hit your limit.", true).withResetAt(reset));
        WorkflowStub session = start("impatient", Map.of("reviews", "off", "noWait", true));
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);

        session.signal("answer", Map.of("item", "gemini-1", "choice", "abort"));

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(1).id().agent()).isEqualTo("claude");
    }

    @Test
    void who_does_not_want_to_wait_for_the_limit_any_more_tries_at_once() {
        Instant reset = now().plus(Duration.ofHours(5));
        host.script(
                "gemini-1",
                Ending.failure(1, "c-1", "You have hit your limit.", true).withResetAt(reset));
        WorkflowStub session = start("now", Map.of("reviews", "off"));
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.WAITING);

        session.update("resume", SessionState.class, new ControlRequest("ana", "cli", "I have bought more"));

        assertThat(session.getResult(SessionState.class).endedAt()).isBefore(reset);
    }

    @Test
    void after_four_hours_the_session_needs_you_and_goes_on_with_more() {
        host.neverEnds("budget", "claude-1");
        WorkflowStub session = start("budget", Map.of("reviews", "off", "runMinutes", 6000));
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
    void what_has_cost_too_much_needs_you() {
        host.costUsd = 6;
        WorkflowStub session = start("dear", Map.of("reviews", "off"));
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        assertThat(stateOf(session).hold().reason()).contains("10.0 US dollars");
        assertThat(host.launches).hasSize(2);

        session.signal("answer", Map.of("choice", "stop"));

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void money_that_is_spent_when_all_is_done_asks_nobody() {
        host.costUsd = 3.4;

        SessionState end = start("just", Map.of("reviews", "off")).getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.usage().costUsd()).isGreaterThan(10);
        assertThat(end.teamwork().items()).isEmpty();
    }

    @Test
    void an_answer_that_comes_after_a_weekend_goes_into_the_resumed_conversation() {
        host.answers(Kind.REVIEW, BLOCKER, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED);
        WorkflowStub session = start("weekend", Map.of("autonomy", "supervised", "confirm", "none"));
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
    void time_that_the_machine_slept_does_not_count_against_a_runs_limit() {
        host.neverEnds("slept", "gemini-1");
        host.gaps.add(Duration.ofMinutes(50).toMillis());
        WorkflowStub session = start("slept", Map.of("reviews", "off", "runMinutes", 60));
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
    void time_that_the_machine_slept_does_not_count_against_a_sessions_time() {
        host.neverEnds("night", "gemini-1");
        host.gaps.add(Duration.ofHours(3).toMillis());
        WorkflowStub session = start("night", Map.of("reviews", "off", "runMinutes", 6000));
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
    void a_pause_between_two_spells_of_work_is_asked_about_as_little_as_it_counts() {
        host.neverEnds("spells", "gemini-1");
        WorkflowStub session = start("spells", Map.of("reviews", "off", "runMinutes", 60));
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

    private Instant now() {
        return temporal.now();
    }
}
