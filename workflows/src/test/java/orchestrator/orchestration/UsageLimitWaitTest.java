package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import orchestrator.launch.Ending;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waits for usage limits, and failures that repeat. The test server skips the waiting. */
class UsageLimitWaitTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;
    private final TestTemporal temporal = fixture.temporal;

    @BeforeEach
    void letTimePassWhileFollowing() {
        host.followNeverBlocksTime = true;
    }

    @Test
    void a_session_waits_five_hours_for_a_usage_limit_without_using_up_a_relaunch() {
        Instant reset = now().plus(Duration.ofHours(5));
        host.script(
                "gemini-1",
                Ending.failure(1, "c-1", "You have hit your limit.", true).withResetAt(reset));
        WorkflowStub session = fixture.start("limited", "reviews", "off");
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.WAITING);
        assertThat(stateOf(session).hold().until()).isEqualTo(reset);
        assertThat(stateOf(session).hold().reason()).contains("gemini-1 waits for the end of a usage limit");
        assertThat(stateOf(session).hold().since()).isBefore(reset.minus(Duration.ofHours(4)));

        SessionState end = session.getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.endedAt()).isAfter(reset);
        assertThat(host.launches.get(1).resume()).isEqualTo("c-1");
        assertThat(end.teamwork().spending().minutes()).isLessThan(10);
    }

    @Test
    void a_pause_does_not_change_a_wait_for_a_usage_limit() {
        Instant reset = now().plus(Duration.ofHours(5));
        host.script("gemini-1", failure("You have hit your limit.", true, reset, 0));
        WorkflowStub session = fixture.start("paused-limit", "reviews", "off");
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
    void a_short_delay_is_waited_for_even_with_no_wait() {
        host.script("gemini-1", failure("Too many requests.", true, now().plusSeconds(39), 0));

        SessionState end =
                fixture.start("hasty", "reviews", "off", "noWait", true).getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().items()).isEmpty();
    }

    @Test
    void a_usage_limit_without_a_known_end_asks_the_user() {
        host.script(
                "gemini-1",
                Ending.failure(1, "c-1", "Your quota is used up.", false)
                        .withQuestion()
                        .withSteps(0L));
        WorkflowStub session = fixture.start("endless", "reviews", "off");
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        assertThat(stateOf(session).hold().reason()).contains("Your quota is used up.");

        session.signal("answer", Map.of("item", "gemini-1", "choice", "retry"));

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(1).resume()).isEqualTo("c-1");
    }

    @Test
    void a_usage_limit_that_outlasts_its_announced_end_asks_the_user() {
        Ending[] again = new Ending[6];
        for (int i = 0; i < again.length; i++) again[i] = failure("Too many requests.", true, now(), 0);
        host.script("gemini-1", again);
        WorkflowStub session = fixture.start("lies", "reviews", "off");
        temporal.sleep(Duration.ofMinutes(20));

        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);

        assertThat(host.launches).hasSize(4);
        assertThat(stateOf(session).hold().reason()).contains("4th try in a row that got no further");
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void alternating_causes_ask_the_user_after_three_relaunches_without_progress() {
        Ending broken = failure("the stream broke", true, null, 2);
        Ending lost = Ending.failure(42, null, "no such conversation", true).withSteps(0L);
        host.script("gemini-1", broken, lost, broken, lost, broken, lost, broken, lost);
        WorkflowStub session = fixture.start("turns", "reviews", "off");
        temporal.sleep(Duration.ofMinutes(5));

        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);

        assertThat(host.launches).hasSize(4);
        assertThat(stateOf(session).hold().reason()).contains("3 times in a row without getting any further");
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void with_no_wait_a_usage_limit_asks_the_user() {
        Instant reset = now().plus(Duration.ofHours(5));
        host.script(
                "gemini-1",
                Ending.failure(1, "c-1", "You have hit your limit.", true).withResetAt(reset));
        WorkflowStub session = fixture.start("impatient", "reviews", "off", "noWait", true);
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NEEDS_YOU);

        session.signal("answer", Map.of("item", "gemini-1", "choice", "abort"));

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(1).id().agent()).isEqualTo("claude");
    }

    @Test
    void resume_ends_a_wait_for_a_usage_limit() {
        Instant reset = now().plus(Duration.ofHours(5));
        host.script(
                "gemini-1",
                Ending.failure(1, "c-1", "You have hit your limit.", true).withResetAt(reset));
        WorkflowStub session = fixture.start("now", "reviews", "off");
        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.WAITING);

        session.update("resume", SessionState.class, new ControlRequest("ana", "cli", "I have bought more"));

        assertThat(session.getResult(SessionState.class).endedAt()).isBefore(reset);
    }

    private static Ending failure(String reason, boolean retryable, Instant resetAt, long steps) {
        return Ending.failure(1, "c-1", reason, retryable).withResetAt(resetAt).withSteps(steps);
    }

    private Instant now() {
        return temporal.now();
    }
}
