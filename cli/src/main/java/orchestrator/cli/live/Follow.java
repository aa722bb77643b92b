package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.EventFollower;
import orchestrator.cli.call.SessionJson;
import orchestrator.cli.call.SessionUpdate;
import orchestrator.cli.call.StatePoll;
import orchestrator.cli.output.CommandException;
import org.jspecify.annotations.Nullable;

/** Shows a session until it is over, or until it needs a decision and no user is watching. */
public final class Follow {
    private static final int QUEUE_MAX = 10_000;
    private static final long REDRAW_MILLIS = 200;
    private static final Duration LOST_MAX = Duration.ofMinutes(5);
    private static final Duration STREAM_END_MAX = Duration.ofSeconds(3);

    private final ApiClient api;
    private final String session;
    private final Screen screen;
    private final boolean verbose;
    private final boolean waitsForYou;
    private final BlockingQueue<SessionUpdate> queue = new LinkedBlockingQueue<>(QUEUE_MAX);
    private final List<Line> lines = new ArrayList<>();
    private @Nullable JsonNode state;
    private boolean ended;
    private long lostSince;
    private long closedSince;

    /** @param waitsForYou true to keep following while the session needs a person's decision */
    public Follow(ApiClient api, String session, Screen screen, boolean verbose, boolean waitsForYou) {
        this.api = api;
        this.session = session;
        this.screen = screen;
        this.verbose = verbose;
        this.waitsForYou = waitsForYou;
    }

    /** Returns the last state. */
    public JsonNode run() {
        StatePoll.start(api, session, this::put);
        EventFollower.start(api, session, "", this::put);
        try {
            while (!isOver()) {
                takeAll();
                draw();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        JsonNode last = ended || state == null ? api.get(StatePoll.path(session)) : state;
        screen.show(last);
        screen.close();
        return last;
    }

    /** Blocks if the screen is slower than the stream, so that no event is left out. */
    private void put(SessionUpdate news) {
        try {
            queue.put(news);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeAll() throws InterruptedException {
        @Nullable SessionUpdate news = queue.poll(REDRAW_MILLIS, TimeUnit.MILLISECONDS);
        for (int i = 0; news != null && i < QUEUE_MAX; i++) {
            take(news);
            news = queue.poll();
        }
        if (news != null) take(news);
    }

    private void take(SessionUpdate news) {
        if (news instanceof SessionUpdate.Event event) {
            if (verbose || EventLine.isImportant(event.json())) {
                lines.add(EventLine.shown(event.json(), ZoneId.systemDefault()));
            }
        } else if (news instanceof SessionUpdate.State now) {
            state = now.json();
            if (!SessionJson.isOpen(now.json()) && closedSince == 0) closedSince = System.nanoTime();
        } else if (news instanceof SessionUpdate.End) {
            ended = true;
        } else if (news instanceof SessionUpdate.Lost lost) {
            lostSince = System.nanoTime();
            lines.add(
                    Line.plain("the API does not answer (" + lost.why() + "); the session continues; trying again …"));
        } else if (news instanceof SessionUpdate.Found) {
            lostSince = 0;
            lines.add(Line.plain("the API answers again"));
        } else if (news instanceof SessionUpdate.Refused refused) {
            throw refused.why();
        }
    }

    private void draw() {
        if (!lines.isEmpty()) screen.print(List.copyOf(lines));
        lines.clear();
        if (state != null) screen.show(state);
    }

    private boolean isOver() {
        if (lostSince != 0 && System.nanoTime() - lostSince > LOST_MAX.toNanos()) {
            screen.close();
            throw CommandException.failed(
                    "the API has not answered for " + LOST_MAX.toMinutes()
                            + " minutes; the session may still be running.",
                    "Start the API:   orchestrate up",
                    "Then:            orchestrate attach " + session);
        }
        boolean streamIsLate = closedSince != 0 && System.nanoTime() - closedSince > STREAM_END_MAX.toNanos();
        return ended || streamIsLate || (!waitsForYou && HoldLines.needsDecision(state));
    }
}
