package orchestrator.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import orchestrator.capacity.LaunchQueue;
import orchestrator.capacity.QueueTurn;
import orchestrator.eventlog.Trouble;
import orchestrator.eventlog.Troubles;
import orchestrator.identity.LaunchId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until a launch may begin, and shows meanwhile on the session's state why it waits and at which place. */
final class TurnWait {
    static final String STEP = "waiting for its turn to launch";

    private static final Logger log = LoggerFactory.getLogger(TurnWait.class);
    private static final String REMEDY = "It begins by itself as soon as there is room. To let more agents run at once,"
            + " set ORCHESTRATOR_AGENT_MEMORY_MB or ORCHESTRATOR_AGENTS_MAX and restart the worker.";
    private static final long ASK_AGAIN_MILLIS = 500;
    private static final Duration WAITS_MAX = Duration.ofMinutes(30);
    private static final Duration SHOWN_AGAIN_AFTER = Duration.ofSeconds(10);

    private final LaunchQueue queue;
    private final Troubles troubles;
    private final Clock clock;
    private int shownPlace;
    private Instant shownAt = Instant.EPOCH;

    TurnWait(LaunchQueue queue, Troubles troubles, Clock clock) {
        this.queue = queue;
        this.troubles = troubles;
        this.clock = clock;
    }

    /**
     * Returns when it may begin, or after a while in any case: the caller asks again.
     *
     * @param hasBegun true if it has begun ahead of its run, even after the run was told to wait
     */
    void await(LaunchId launch, BooleanSupplier hasBegun) throws InterruptedException {
        Instant until = clock.instant().plus(WAITS_MAX);
        try {
            if (hasBegun.getAsBoolean()) return;
            QueueTurn turn = queue.ask(launch);
            while (!turn.granted() && clock.instant().isBefore(until)) {
                show(launch, turn);
                Thread.sleep(ASK_AGAIN_MILLIS);
                turn = queue.ask(launch);
            }
            if (turn.granted())
                log.info("turn launch={} waited={}", launch, Duration.between(turn.since(), clock.instant()));
        } catch (InterruptedException e) {
            queue.leave(launch);
            throw e;
        } finally {
            troubles.clear(launch.key(), launch.run(), STEP);
        }
    }

    /** The free memory changes all the time, so the words alone are no news. */
    private void show(LaunchId launch, QueueTurn turn) {
        Instant now = clock.instant();
        boolean isNews =
                turn.place() != shownPlace || shownAt.plus(SHOWN_AGAIN_AFTER).isBefore(now);
        if (!isNews) return;
        if (turn.place() != shownPlace) log.info("queued launch={} {}", launch, turn.words());
        shownPlace = turn.place();
        shownAt = now;
        Instant next = now.plusMillis(ASK_AGAIN_MILLIS).truncatedTo(ChronoUnit.MILLIS);
        troubles.report(new Trouble(
                launch.key(), launch.run(), STEP, Trouble.Kind.PASSES, turn.words(), REMEDY, turn.since(), 0, next));
    }
}
