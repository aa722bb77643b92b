package orchestrator.api.live;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of one source. Those that have everything wait, and get what is new together, in the same bytes. Each of
 * the others reads on by itself at its own place, through a cache, until it finds nothing more and waits too.
 *
 * <p>INVARIANT: between the place of a waiting client and {@code tip} there is no event. Every visit changes
 * {@code turn}; a client may wait only if it has not changed since before its last look into the log.
 */
final class Topic {
    private static final Logger LOG = LoggerFactory.getLogger(Topic.class);
    private static final int READ_EVENTS = 1_000;
    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long NEVER = -1;

    /** What a visit has found; the last means that there are surely more. */
    enum Found {
        NOTHING,
        EVENTS,
        MORE_THAN_READ;

        Found and(Found other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    private final EventLog log;
    private final Executor replays;
    private final PageCache pages;
    private final Object reading = new Object();
    private final Set<FeedClient> waiting = new LinkedHashSet<>();
    private Optional<String> key = Optional.empty();
    private Cursor tip;
    private long turn;
    private boolean over;

    /** @param replays runs what clients that are behind read */
    Topic(EventLog log, Executor replays, AtomicLong cachedBytes) {
        this.log = log;
        this.replays = replays;
        this.pages = new PageCache(this::compare, cachedBytes);
        this.tip = log.newest();
    }

    /** The client's greeting, and everything after its place. */
    void begin(FeedClient client) {
        client.send(ByteBuffer.wrap(SseFormat.hello()), () -> readOn(client));
    }

    /** The key is known from now on. */
    void name(String found) {
        synchronized (this) {
            key = Optional.of(found);
        }
        wakeAll();
    }

    /** No more events will come: each client gets the end once it has all there are. */
    void finish() {
        synchronized (this) {
            over = true;
        }
        wakeAll();
    }

    private void wakeAll() {
        takeWaiting().forEach(this::readOn);
    }

    /** Sends what is new to those who wait. */
    Found visit() {
        Cursor from;
        synchronized (this) {
            turn++;
            if (waiting.isEmpty()) return Found.NOTHING;
            from = tip;
        }
        List<Page> fresh = read(from);
        if (fresh.isEmpty()) return Found.NOTHING;
        List<FeedClient> clients;
        long now;
        synchronized (this) {
            tip = fresh.get(fresh.size() - 1).next();
            clients = takeWaiting();
            now = turn;
        }
        long then = fresh.size() == 1 ? now : NEVER;
        for (FeedClient client : clients) send(client, fresh.get(0), then);
        int events = fresh.stream().mapToInt(Page::events).sum();
        return events < READ_EVENTS ? Found.EVENTS : Found.MORE_THAN_READ;
    }

    private synchronized List<FeedClient> takeWaiting() {
        turn++;
        List<FeedClient> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }

    /** @param since the turn in which there was nothing after this page; {@link #NEVER} if there may be */
    private void send(FeedClient client, Page page, long since) {
        ByteBuffer bytes = page.after(client.cursor(), this::compare);
        if (bytes.hasRemaining()) client.send(bytes, page.next(), () -> await(client, since));
        else await(client, since);
    }

    private void await(FeedClient client, long since) {
        synchronized (this) {
            if (client.hasLeft()) return;
            if (turn == since && !over) {
                waiting.add(client);
                return;
            }
        }
        readOn(client);
    }

    private void readOn(FeedClient client) {
        try {
            replays.execute(() -> tryToReplay(client));
        } catch (RejectedExecutionException closing) {
            client.end();
        }
    }

    private void tryToReplay(FeedClient client) {
        try {
            replay(client);
        } catch (RuntimeException e) {
            // The response has begun and cannot become an error; the client reconnects with its last id.
            if (!client.hasLeft()) LOG.error("a feed broke off", e);
            client.end();
        }
    }

    private void replay(FeedClient client) {
        long before;
        boolean wasOver;
        synchronized (this) {
            before = turn;
            wasOver = over;
        }
        Optional<Page> page = pages.at(client.cursor())
                .or(() -> read(client.cursor()).stream().findFirst());
        if (page.isPresent()) send(client, page.get(), NEVER);
        else if (wasOver) client.send(ByteBuffer.wrap(SseFormat.end(client.cursor())), client::end);
        else await(client, before);
    }

    /** Of those who are at the same place, one reads the log; the others wait for its pages. */
    private List<Page> read(Cursor after) {
        Optional<String> known = key();
        if (known.isEmpty()) return List.of();
        synchronized (reading) {
            Optional<Page> meanwhile = pages.at(after);
            if (meanwhile.isPresent()) return List.of(meanwhile.get());
            List<Page> read = SseFormat.pages(after, log.stored(EventQuery.all(known.get(), after, READ_EVENTS)));
            pages.keep(read);
            return read;
        }
    }

    private int compare(Cursor one, Cursor other) {
        if (log.isBehind(one, other)) return 1;
        return log.isBehind(other, one) ? -1 : 0;
    }

    synchronized Optional<String> key() {
        return key;
    }

    /** Sends a heartbeat to those who have got nothing for a while. */
    void sendHeartbeats() {
        List<FeedClient> due;
        long now;
        synchronized (this) {
            due = waiting.stream()
                    .filter(client -> client.hasGotNothingFor(HEARTBEAT_NANOS))
                    .toList();
            due.forEach(waiting::remove);
            now = turn;
        }
        if (due.isEmpty()) return;
        byte[] heartbeat = SseFormat.heartbeat();
        for (FeedClient client : due) client.send(ByteBuffer.wrap(heartbeat), () -> await(client, now));
    }

    synchronized void remove(FeedClient client) {
        waiting.remove(client);
    }

    /** Ends the requests of all who wait, because the log cannot be read; they come back. */
    void dropWaiting() {
        takeWaiting().forEach(FeedClient::end);
    }

    void forgetPages() {
        pages.close();
    }
}
