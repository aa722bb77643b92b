package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import orchestrator.harness.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * Pauses the real command lines in every situation: in a command, while the model streams, before it answers, and while
 * its stream breaks off during the pause. With {@code -Dpause.seconds=660} the pause takes eleven minutes, so that all of
 * them are parked; {@code -Dpause.seconds=75 -Drun.minutes=1} shows that time limits are suspended.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES) // twelve sessions of real command lines, some of which retry for a minute
class RealPauseTest {

    private static final Duration PAUSE = Duration.ofSeconds(Long.getLong("pause.seconds", 10));
    private static final Duration PARKED_AFTER = Duration.ofMinutes(5);
    private static final int RUN_MINUTES = Integer.getInteger("run.minutes", 60);
    private static final List<String> SCENARIOS = List.of("late-model", "broken-stream", "slow-text", "waiting-tool");

    private final RealSessions sessions = RealSessions.start("pauses", Map.of());

    @AfterAll
    void stop() {
        sessions.close();
    }

    @Test
    void paused_agents_resume_and_nothing_is_lost_or_doubled() {
        List<RealSession> paused = new ArrayList<>();
        for (String agent : RealSessions.AGENTS) paused.addAll(paused(agent));

        long since = System.nanoTime();
        Wait.until("the pause is over", PAUSE.plusMinutes(1), () -> System.nanoTime() - since > PAUSE.toNanos());
        assertThat(paused)
                .allSatisfy(
                        session -> assertThat(session.states()).as(session.id()).allMatch("T"::equals));
        paused.forEach(RealSession::resume);

        assertAll(paused.stream().map(session -> () -> goesOnToItsEnd(session)));
    }

    private static void goesOnToItsEnd(RealSession session) {
        if (session.isAtItsCommand()) session.go();
        JsonNode done = session.awaitDone();
        boolean sameProcess = PAUSE.compareTo(PARKED_AFTER) < 0 && !session.id().startsWith("broken-stream");
        if (sameProcess)
            assertThat(done.at("/assignments/0/launches").asInt())
                    .as(session.id())
                    .isEqualTo(1);
        session.assertEveryLineIsLoggedOnce();
    }

    /** Four paused sessions of this agent, each in another situation. */
    private List<RealSession> paused(String agent) {
        List<RealSession> begun = SCENARIOS.stream()
                .map(scenario -> sessions.begin(agent, scenario, scenario, RUN_MINUTES))
                .toList();
        for (RealSession session : begun) {
            if (session.isAtItsCommand()) session.awaitTool();
            else session.awaitModel();
            session.pause();
        }
        return begun;
    }
}
