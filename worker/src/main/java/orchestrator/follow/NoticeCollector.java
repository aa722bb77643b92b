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

/** Decides when significant events are worth a return to the workflow. They are read from the log, so a crash loses none. */
final class NoticeCollector {
    private static final int NOTICES_MAX = 20;
    private static final int NOTICE_CHARACTERS_MAX = 500;

    private final EventLog events;
    private final StreamId stream;
    private final StreamCopy copy;
    private final WorkedTime time;
    private final FollowRequest request;
    private long askedOffset = -1;
    private long firstSeenNanos;

    NoticeCollector(EventLog events, LaunchToFollow launch, WorkedTime time, FollowRequest request) {
        this.events = events;
        this.stream = launch.stream();
        this.copy = launch.copy();
        this.time = time;
        this.request = request;
    }

    boolean isDue() {
        if (firstSeenNanos == 0 && askedOffset != copy.offset()) {
            askedOffset = copy.offset();
            boolean any = !events.significant(stream, request.afterOffset(), 1).isEmpty();
            if (any) firstSeenNanos = time.getAsLong();
        }
        return firstSeenNanos != 0 && millisLeft() <= 0;
    }

    long millisLeft() {
        if (firstSeenNanos == 0) return Long.MAX_VALUE;
        long waited = Duration.ofNanos(time.getAsLong() - firstSeenNanos).toMillis();
        return request.collectMillis() - waited;
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
        return new Followed(upTo, notices, (int) (all - notices.size()), silentMinutes, ending, usage);
    }

    private static Notice notice(AgentEvent event) {
        return new Notice(event.offset(), event.type(), Text.cut(event.text(), NOTICE_CHARACTERS_MAX));
    }
}
