package orchestrator.trouble;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.Trouble;
import orchestrator.eventlog.Troubles;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers failures and reports them: on the session's state, and as an event, once per reason and then rarely. Writes
 * in its own thread, because the event log itself may be failing.
 */
final class TroubleBook {
    static final String SOURCE = "trouble";

    private static final Logger log = LoggerFactory.getLogger(TroubleBook.class);
    private static final Duration SAID_AGAIN_AFTER = Duration.ofMinutes(10);
    private static final int REASON_MAX = 2_000;

    private final EventLog events;
    private final Troubles troubles;
    private final Clock clock;
    private final Map<ActivitySubject, Trouble> open = new ConcurrentHashMap<>();
    private final Map<ActivitySubject, Said> said = new ConcurrentHashMap<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "troubles");
        thread.setDaemon(true);
        return thread;
    });
    private long lastNumber;

    /** The reason that was reported last, and the time. */
    private record Said(String reason, Instant at) {}

    TroubleBook(EventLog events, Troubles troubles, Clock clock) {
        this.events = events;
        this.troubles = troubles;
        this.clock = clock;
        // An earlier worker may have left some.
        for (Trouble left : troubles.all()) open.put(new ActivitySubject(left.key(), left.run(), left.step()), left);
    }

    /** The earlier trouble of this subject; null if it works. */
    @Nullable
    Trouble known(ActivitySubject subject) {
        return open.get(subject);
    }

    /** @param nextAt time of the next attempt; null if there is none */
    void failed(ActivitySubject subject, ActivityFault fault, Instant since, int attempts, @Nullable Instant nextAt) {
        Trouble trouble = new Trouble(
                subject.key(),
                subject.run(),
                subject.step(),
                fault.kind(),
                Text.cut(Text.clean(fault.reason()), REASON_MAX),
                fault.remedy(),
                since,
                attempts,
                nextAt);
        open.put(subject, trouble);
        boolean isFirstOfSome = attempts == 1 && fault.kind() == Trouble.Kind.PASSES;
        if (isFirstOfSome) return;
        write(() -> troubles.report(trouble));
        if (isToBeSaid(subject, trouble))
            tell(subject, EventType.ERROR, words(trouble), Json.MAPPER.valueToTree(trouble));
    }

    void works(ActivitySubject subject) {
        if (open.remove(subject) == null) return;
        boolean wasSaid = said.remove(subject) != null;
        write(() -> troubles.clear(subject.key(), subject.run(), subject.step()));
        if (wasSaid) tell(subject, EventType.STATUS, subject.step() + " works again", Json.MAPPER.createObjectNode());
    }

    /** Reports attempts that ended without an answer: the worker was killed or too busy. */
    void unanswered(ActivitySubject subject, int attempt) {
        String words =
                subject.step() + ": attempt " + attempt + " begins, and the earlier ones ended without an answer."
                        + " Their worker was killed, or this machine is too busy.";
        tell(subject, EventType.STATUS, words, Json.MAPPER.createObjectNode().put("attempt", attempt));
    }

    private boolean isToBeSaid(ActivitySubject subject, Trouble trouble) {
        Said last = said.get(subject);
        Instant now = clock.instant();
        boolean isNews = last == null
                || !last.reason().equals(trouble.reason())
                || last.at().plus(SAID_AGAIN_AFTER).isBefore(now);
        if (isNews) said.put(subject, new Said(trouble.reason(), now));
        return isNews;
    }

    private static String words(Trouble trouble) {
        String what = trouble.step() + " fails: " + trouble.words();
        return trouble.nextAt() == null
                ? what
                : what + " Retrying (attempt " + trouble.attempts() + " failed, the first one at "
                        + trouble.since().truncatedTo(ChronoUnit.SECONDS) + ").";
    }

    private void tell(ActivitySubject subject, EventType type, String text, ObjectNode data) {
        log.warn("session={} run={} {}", subject.key(), subject.run(), text);
        AgentEvent event = AgentEvent.of(
                        new StreamId(new LaunchId(subject.key(), subject.run(), 0), SOURCE),
                        clock.instant(),
                        type,
                        text)
                .withAgent("")
                .withPlace(number(), 0)
                .withData(data);
        write(() -> events.record(List.of(event)));
    }

    /** Unique across restarts, because the time advances. */
    private synchronized long number() {
        lastNumber = Math.max(lastNumber + 1, clock.millis());
        return lastNumber;
    }

    private void write(Runnable what) {
        writer.execute(() -> {
            try {
                what.run();
            } catch (RuntimeException e) {
                log.warn("could not record a trouble: {}", e.toString());
            }
        });
    }
}
