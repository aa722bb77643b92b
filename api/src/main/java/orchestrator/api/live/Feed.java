package orchestrator.api.live;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;

/** One client's events. It has a cursor and no queue, so that a slow reader delays no other. */
final class Feed {
    private static final int PAGE = 1_000;
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration OVER_ASKED = Duration.ofSeconds(1);

    private final EventLog log;
    private final EventSource source;
    private final SseEmitter emitter;
    private final Interval heartbeat = new Interval(HEARTBEAT);
    private final Interval askedOver = new Interval(OVER_ASKED);
    private Cursor cursor;

    Feed(EventLog log, EventSource source, SseEmitter emitter, Cursor after) {
        this.log = log;
        this.source = source;
        this.emitter = emitter;
        this.cursor = after;
    }

    /** Runs until the source is over, the client is gone, or the thread is interrupted. */
    void runWhile(BooleanSupplier clientIsThere) throws IOException, InterruptedException {
        emitter.hello();
        boolean over = false;
        while (clientIsThere.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            Cursor seen = log.newest();
            if (sendPage()) continue;
            // If two checks a second apart find the session over and nothing left to read, the last event has been
            // sent.
            if (askedOver.isDue()) {
                boolean stillOver = source.isOver();
                if (over && stillOver) {
                    emitter.end(cursor);
                    return;
                }
                over = stillOver;
            }
            if (heartbeat.isDue()) emitter.heartbeat();
            log.awaitAfter(seen, WAIT);
        }
    }

    private boolean sendPage() throws IOException {
        EventPage page = source.after(cursor, PAGE);
        if (page.isEmpty()) return false;
        emitter.events(page.entries());
        cursor = page.next();
        heartbeat.restart();
        // Virtual threads are not preempted: without this, a few clients that replay a lot keep the others waiting.
        Thread.yield();
        return true;
    }
}
