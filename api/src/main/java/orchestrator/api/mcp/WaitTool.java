package orchestrator.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits until a session is over or needs an answer. Only a few calls may wait at a time, since each holds a thread. */
final class WaitTool {
    private static final long SECONDS = 30;
    private static final long SECONDS_MAX = 50;
    private static final long EVERY_MILLIS = 1_000;
    private static final int EVENTS_MAX = 50;
    private static final String SIGNIFICANT =
            "milestone,blocker,request_review,permission_blocker,violation,error,recovery,result,review,decision,control";

    private final ReadingTools reading;
    private final Semaphore waiting;

    WaitTool(ReadingTools reading, int waitingMax) {
        this.reading = reading;
        this.waiting = new Semaphore(waitingMax);
    }

    ObjectNode call(ToolArguments arguments) throws InterruptedException {
        String session = reading.session(arguments);
        long seconds = Math.max(1, Math.min(SECONDS_MAX, arguments.number("seconds", SECONDS)));
        if (!waiting.tryAcquire())
            throw new ToolError("Too many calls wait already. Call `state` now, and `wait` again in a moment.");
        try {
            JsonNode state = await(session, seconds);
            ObjectNode news = reading.events(session, arguments.number("after", 0), EVENTS_MAX, SIGNIFICANT, "");
            ObjectNode answer = SessionSummary.of(state);
            answer.put("outcome", outcome(state, seconds));
            answer.set("happened", news.path("events"));
            answer.set("next", news.path("next"));
            return answer.put("moreHappened", news.path("more").asBoolean());
        } finally {
            waiting.release();
        }
    }

    private JsonNode await(String session, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        JsonNode state = reading.state(session);
        while (!isNews(state) && System.nanoTime() < end) {
            Thread.sleep(EVERY_MILLIS);
            state = reading.state(session);
        }
        return state;
    }

    private static boolean isNews(JsonNode state) {
        return SessionSummary.isOver(state) || SessionSummary.needsAnswer(state);
    }

    private static String outcome(JsonNode state, long seconds) {
        if (SessionSummary.isOver(state))
            return "The session is over: " + state.path("phase").asText() + ".";
        if (SessionSummary.needsAnswer(state)) return "The session needs an answer.";
        return "Within " + seconds
                + " s it neither ended nor needed an answer. Call `wait` again with the `next` of this"
                + " answer as `after`.";
    }
}
