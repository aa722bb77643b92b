package orchestrator.follow;

import java.time.Duration;
import java.util.List;
import orchestrator.clock.WorkedTime;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.eventlog.EventLog;
import orchestrator.launch.Ending;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.Followed;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Decides when significant events are worth a return to the workflow. They are read from the log, so a crash loses none.
 * The first event of a burst is returned at once, because this attempt has waited for it for long enough; what follows
 * it meets an attempt that has just begun, and is collected.
 */
final class NoticeCollector {
    private static final int NOTICES_MAX = 20;
    private static final int NOTICE_CHARACTERS_MAX = 500;
    /** After its final event, a process has this long to exit, so that one return tells of both. */
    private static final long LAST_EVENT_WAITS_MILLIS = 200;

    private final EventLog events;
    private final StreamId stream;
    private final StreamCopy copy;
    private final WorkedTime time;
    private final FollowRequest request;
    private final GuardReading guard;
    private final long begunNanos;
    private long askedOffset = -1;
    private boolean hasNews;
    private long finalSeenNanos;

    NoticeCollector(EventLog events, LaunchToFollow launch, WorkedTime time, FollowRequest request) {
        this.events = events;
        this.stream = launch.stream();
        this.copy = launch.copy();
        this.time = time;
        this.request = request;
        guard = new GuardReading(launch.directory().path(), request.guardSeen());
        begunNanos = time.getAsLong();
    }

    boolean isDue() {
        if (!hasNews && askedOffset != copy.offset()) {
            askedOffset = copy.offset();
            hasNews = !events.significant(stream, request.afterOffset(), 1).isEmpty();
        }
        if (finalSeenNanos == 0 && copy.transcript().end() != null) finalSeenNanos = time.getAsLong();
        guard.look();
        if (guard.isAboutQuestion()) return true;
        if (guard.isNews()) hasNews = true;
        return hasNews && millisLeft() <= 0;
    }

    long millisLeft() {
        if (!hasNews) return Long.MAX_VALUE;
        long left = request.collectMillis() - millisSince(begunNanos);
        return finalSeenNanos == 0 ? left : Math.max(left, LAST_EVENT_WAITS_MILLIS - millisSince(finalSeenNanos));
    }

    private long millisSince(long nanos) {
        return Duration.ofNanos(time.getAsLong() - nanos).toMillis();
    }

    /** After the final event, no separate notice is needed: the usage comes with the end of the launch. */
    boolean isUsageNews() {
        return copy.transcript().end() == null
                && request.isNews(copy.transcript().usage());
    }

    Followed take(int silentMinutes, @Nullable Ending ending) {
        long upTo = Math.max(request.afterOffset(), copy.offset() - 1);
        List<Notice> notices = events.significant(stream, request.afterOffset(), NOTICES_MAX).stream()
                .map(NoticeCollector::notice)
                .toList();
        long all = events.countSignificant(stream, request.afterOffset());
        Usage usage = isUsageNews() ? copy.transcript().usage() : null;
        guard.look();
        return new Followed(upTo, notices, (int) (all - notices.size()), silentMinutes, ending, usage, guard.news());
    }

    private static Notice notice(AgentEvent event) {
        return new Notice(event.offset(), event.type(), Text.cut(event.text(), NOTICE_CHARACTERS_MAX));
    }
}
