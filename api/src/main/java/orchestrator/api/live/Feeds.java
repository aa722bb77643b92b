package orchestrator.api.live;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.api.problem.Problem;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventFilter;
import orchestrator.eventlog.EventLog;

/** Serves server-sent events with a few threads for all clients, up to a number of clients. */
public final class Feeds implements AutoCloseable {
    private static final int REPLAY_THREADS = 2;
    private static final int ASKING_THREADS = 8;

    private final EventLog log;
    private final ClientLimit limit;
    private final Semaphore places;
    private final AtomicLong cachedBytes = new AtomicLong();
    private final Map<String, Following> topics = new ConcurrentHashMap<>();
    private final Set<FeedClient> clients = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor replays = FeedPump.threads("feed-replay", REPLAY_THREADS);
    private final ThreadPoolExecutor questions = FeedPump.threads("feed-end", ASKING_THREADS);
    private final FeedPump pump;

    public Feeds(EventLog log, ClientLimit limit) {
        this.log = log;
        this.limit = limit;
        this.places = new Semaphore(limit.clients());
        this.pump = new FeedPump(log, topics.values(), questions);
    }

    /** Answers the request with those of the source's events from {@code after} on that the filter lets through. */
    public void serve(Context ctx, EventSource source, EventFilter filter, Cursor after) {
        if (!places.tryAcquire()) {
            throw Problem.unavailable(limit.refusal()).header("Retry-After", "5");
        }
        ctx.future(() -> {
            begin(ctx, source, filter, after);
            // Never completed, because the feed ends the request itself. A request can be over before its feed is;
            // completing it then would make the framework fail again and again.
            return new CompletableFuture<>();
        });
    }

    private void begin(Context ctx, EventSource source, EventFilter filter, Cursor after) {
        HttpServletResponse response = ctx.res();
        response.setStatus(200);
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        String id = source.id() + " " + filter;
        Topic topic = join(id, source, filter);
        FeedClient client = FeedClient.of(ctx, after, gone -> leave(id, topic, gone));
        clients.add(client);
        if (client.hasLeft()) clients.remove(client);
        topic.begin(client);
        pump.wake();
    }

    private Topic join(String topicId, EventSource source, EventFilter filter) {
        boolean joined = false;
        try {
            Following following = topics.compute(topicId, (id, found) -> {
                Following topic = found == null ? following(source, filter) : found;
                topic.join();
                return topic;
            });
            joined = true;
            return following.topic();
        } finally {
            if (!joined) places.release();
        }
    }

    private Following following(EventSource source, EventFilter filter) {
        return new Following(source, new Topic(new FilteredLog(log, filter), replays, cachedBytes));
    }

    private void leave(String id, Topic topic, FeedClient client) {
        clients.remove(client);
        topic.remove(client);
        topics.computeIfPresent(id, (same, following) -> following.leave() ? null : following);
        places.release();
    }

    @Override
    public void close() {
        pump.close();
        replays.shutdownNow();
        questions.shutdownNow();
        clients.forEach(FeedClient::end);
    }
}
