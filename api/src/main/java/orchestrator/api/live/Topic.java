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
import orchestrator.eventlog.FoundEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of one source. Those that have everything wait, and get what is new together, in the same bytes. Each of
 * the others reads on by itself at its own place, through a cache, until it finds nothing more and waits too.
 *
 * <p>INVARIANT: between the place of a waiting client and {@code tip} there is no event that it wants. Every visit changes
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

    private final FilteredLog log;
    private final Executor replays;
    private final PageCache pages;
    private final Object reading = new Object();
    private final Set<FeedClient> waiting = new LinkedHashSet<>();
    private Optional<String> key = Optional.empty();
    private Cursor tip;
    private long turn;
    private boolean over;

    /** @param replays runs what clients that are behind read */
    Topic(FilteredLog log, Executor replays, AtomicLong cachedBytes) {
        this.log = log;
        this.replays = replays;
        this.pages = new PageCache(log::compare, cachedBytes);
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
        Read read = read(from);
        List<Page> fresh = read.pages();
        if (fresh.isEmpty()) {
            advance(from, read.reached());
            return read.isAll() ? Found.NOTHING : Found.EVENTS;
        }
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

    /** A filter that lets little through must not look at the same events again and again. */
    private synchronized void advance(Cursor from, Cursor reached) {
        if (tip.equals(from)) tip = reached;
    }

    private synchronized List<FeedClient> takeWaiting() {
        turn++;
        List<FeedClient> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }

    /** @param since the turn in which there was nothing after this page; {@link #NEVER} if there may be */
    private void send(FeedClient client, Page page, long since) {
        ByteBuffer bytes = page.after(client.cursor(), log::compare);
        if (bytes.hasRemaining()) {
            client.send(bytes, page.next(), () -> await(client, since));
        } else {
            moveOn(client, page.next());
            await(client, since);
        }
    }

    /** A client that has read by itself may be further than the others. */
    private void moveOn(FeedClient client, Cursor place) {
        if (log.compare(place, client.cursor()) > 0) client.moveTo(place);
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
        Optional<Page> page = pages.at(client.cursor());
        if (page.isEmpty()) {
            Read read = read(client.cursor());
            page = read.pages().stream().findFirst();
            if (page.isEmpty()) {
                moveOn(client, read.reached());
                if (!read.isAll()) {
                    readOn(client);
                    return;
                }
            }
        }
        if (page.isPresent()) send(client, page.get(), NEVER);
        else if (wasOver) client.send(ByteBuffer.wrap(SseFormat.end(client.cursor())), client::end);
        else await(client, before);
    }

    /**
     * @param reached there is no event between the last one of the pages and this cursor
     * @param isAll true if there is none after it either
     */
    private record Read(List<Page> pages, Cursor reached, boolean isAll) {}

    /** Of those who are at the same place, one reads the log; the others wait for its pages. */
    private Read read(Cursor after) {
        Optional<String> known = key();
        if (known.isEmpty()) return new Read(List.of(), after, true);
        synchronized (reading) {
            Optional<Page> meanwhile = pages.at(after);
            if (meanwhile.isPresent())
                return new Read(List.of(meanwhile.get()), meanwhile.get().next(), false);
            FoundEvents found = log.after(known.get(), after, READ_EVENTS);
            List<Page> read = SseFormat.pages(after, found.events());
            pages.keep(read);
            return new Read(read, found.reached(), found.isAll());
        }
    }

    synchronized Optional<String> key() {
        return key;
    }

    /** Sends a heartbeat to those who have got nothing for a while; its id is their place by now. */
    void sendHeartbeats() {
        List<FeedClient> due;
        Cursor place;
        long now;
        synchronized (this) {
            // Without a key, there may be events that nobody has looked for.
            place = key.isEmpty() ? Cursor.START : tip;
            due = waiting.stream()
                    .filter(client -> client.hasGotNothingFor(HEARTBEAT_NANOS))
                    .toList();
            due.forEach(waiting::remove);
            now = turn;
        }
        for (FeedClient client : due) {
            Cursor reached = log.compare(place, client.cursor()) > 0 ? place : client.cursor();
            client.send(ByteBuffer.wrap(SseFormat.heartbeat(reached)), reached, () -> await(client, now));
        }
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
