package orchestrator.api.live;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topic with its source, which is asked for the key and for the end on threads of its own, as it may take a while. */
final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration OVER_ASKED = Duration.ofSeconds(1);

    private final EventSource source;
    private final Topic topic;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final Interval askedOver = new Interval(OVER_ASKED);
    private int clients;
    private boolean wasOver;
    private volatile boolean finished;

    Following(EventSource source, Topic topic) {
        this.source = source;
        this.topic = topic;
        source.key().ifPresent(topic::name);
    }

    Topic topic() {
        return topic;
    }

    void join() {
        clients++;
    }

    /** True if that was the last client. */
    boolean leave() {
        clients--;
        if (clients > 0) return false;
        topic.forgetPages();
        return true;
    }

    /** Asks for news of the source, unless the last question is still open. */
    void ask(Executor questions) {
        if (finished || !asking.compareAndSet(false, true)) return;
        try {
            questions.execute(this::ask);
        } catch (RejectedExecutionException closing) {
            asking.set(false);
        }
    }

    /** If two answers a second apart say that the source is over, the last event has been written. */
    private void ask() {
        try {
            if (topic.key().isEmpty()) source.key().ifPresent(topic::name);
            if (!askedOver.isDue()) return;
            boolean over = source.isOver();
            if (over && wasOver) {
                finished = true;
                topic.finish();
            }
            wasOver = over;
        } catch (RuntimeException e) {
            // Asked again soon; until then the clients stay.
            LOG.warn("cannot tell whether {} is over: {}", source.id(), e.toString());
        } finally {
            asking.set(false);
        }
    }
}
