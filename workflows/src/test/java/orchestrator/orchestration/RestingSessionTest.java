package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.awaitNeed;
import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.failure.CallFailure;
import orchestrator.rollover.RollOverLimits;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session in which nobody works spends no time and looks for nothing new. */
class RestingSessionTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.oneAgent();

    private final ScriptedHost host = fixture.host;

    @Test
    void a_session_whose_only_run_waits_for_the_user_makes_no_reviews_and_spends_no_time() {
        host.failures.fail("follow", CallFailure.needsYou("The disk is full."));
        WorkflowStub session = fixture.start("resting");
        awaitNeed(session);

        fixture.temporal.sleep(Duration.ofHours(9));

        SessionState waiting = stateOf(session);
        assertThat(fixture.checkouts.copied).isEmpty();
        assertThat(waiting.teamwork().items()).extracting(OpenItem::kind).isEqualTo(List.of(OpenItem.Kind.RUN));
        assertThat(waiting.teamwork().spending().minutes()).isLessThan(10);
        session.signal("resume");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_session_that_asks_about_its_budget_makes_no_reviews_until_it_is_answered() {
        host.followNeverBlocksTime = true;
        host.neverEnds("asks", "claude-1");
        WorkflowStub session = fixture.start("asks", "budget", Map.of("hours", 0.5), "reviewEveryMinutes", 20);
        fixture.temporal.sleep(Duration.ofMinutes(35));
        assertThat(stateOf(session).teamwork().items())
                .extracting(OpenItem::kind)
                .isEqualTo(List.of(OpenItem.Kind.BUDGET));
        List<String> copied = List.copyOf(fixture.checkouts.copied);

        fixture.temporal.sleep(Duration.ofHours(9));

        assertThat(fixture.checkouts.copied).isEqualTo(copied);
        session.signal("stop");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void a_review_that_comes_due_while_the_history_is_too_long_waits_for_the_next_execution() {
        host.followNeverBlocksTime = true;
        host.rollOver = new RollOverLimits(100, 1_000_000_000);
        host.neverEnds("overdue", "claude-1");
        host.neverEnds("overdue", "claude-4");
        WorkflowStub session = fixture.start("overdue", "reviewEveryMinutes", 15);
        await().until(() -> fixture.launched().contains("claude-1"));
        session.signal("review");
        await().until(() -> fixture.launched().contains("claude-4"));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            session.signal("review");
            return stateOf(session).currentStep().contains("starting nothing new");
        });

        fixture.temporal.sleep(Duration.ofMinutes(20));
        session.signal("stop");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
    }
}
