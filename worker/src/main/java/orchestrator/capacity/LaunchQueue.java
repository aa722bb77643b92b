package orchestrator.capacity;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import orchestrator.identity.LaunchId;

/**
 * The launches of this host that may not begin yet, the oldest first. Only the first one can be granted its turn, so
 * nobody is overtaken; a launch that stops asking loses its place after a while, so nobody holds up the others.
 */
public final class LaunchQueue {
    /** An agent has grown to its usual size by then, which the free memory shows. */
    private static final Duration GROWS_FOR = Duration.ofSeconds(15);

    private static final Duration FORGET_AFTER = Duration.ofSeconds(30);

    private final Capacity capacity;
    private final Machine machine;
    private final TicketFiles files;
    private final Clock clock;
    private final LongSupplier nanoClock;
    private final Map<LaunchId, Waiting> waiting = new HashMap<>();
    /** Those that may begin or have just begun. */
    private final Map<LaunchId, Waiting> granted = new HashMap<>();

    private String refusal = "";

    /** What the queue asks the machine. */
    public record Machine(Supplier<OptionalLong> freeBytes, Supplier<Set<String>> livingLaunches) {
        /** @param livingLaunches markers of the launches that have a living process */
        public static Machine here(Supplier<Set<String>> livingLaunches) {
            return new Machine(new FreeMemory()::bytes, livingLaunches);
        }
    }

    private record Waiting(Ticket ticket, long atNanos) {}

    /** @param directory keeps the queue for later workers */
    public LaunchQueue(Capacity capacity, Machine machine, Path directory, Clock clock, LongSupplier nanoClock) {
        this.capacity = capacity;
        this.machine = machine;
        this.files = new TicketFiles(directory);
        this.clock = clock;
        this.nanoClock = nanoClock;
        for (Ticket ticket : files.all()) waiting.put(ticket.launch(), new Waiting(ticket, nanoClock.getAsLong()));
    }

    /** Joins the queue, unless the launch may begin now. Those who wait ask again and again to keep their place. */
    public synchronized QueueTurn ask(LaunchId launch) {
        long now = nanoClock.getAsLong();
        forget(now);
        Waiting allowed = granted.get(launch);
        if (allowed != null) return QueueTurn.granted(allowed.ticket().since());
        Waiting before = waiting.get(launch);
        Ticket ticket = before == null ? new Ticket(launch, clock.instant()) : before.ticket();
        int place = 1 + before(ticket);
        if (place == 1 && mayBegin()) {
            waiting.remove(launch);
            granted.put(launch, new Waiting(ticket, now));
            return QueueTurn.granted(ticket.since());
        }
        if (before == null) files.add(ticket);
        waiting.put(launch, new Waiting(ticket, now));
        return new QueueTurn(false, refusal, place, waiting.size(), ticket.since());
    }

    /** The launch has begun, so it needs no place in the queue even if this worker dies. */
    public void begun(LaunchId launch) {
        files.remove(launch);
    }

    /** The launch does not want to begin any more. */
    public synchronized void leave(LaunchId launch) {
        waiting.remove(launch);
        granted.remove(launch);
        files.remove(launch);
    }

    private boolean mayBegin() {
        refusal = capacity.refusal(granted.size(), machine.freeBytes().get(), this::running)
                .orElse("");
        return refusal.isEmpty();
    }

    private int running() {
        Set<String> all = new HashSet<>(machine.livingLaunches().get());
        for (LaunchId launch : granted.keySet()) all.add(launch.marker());
        return all.size();
    }

    private int before(Ticket ticket) {
        int count = 0;
        for (Waiting one : waiting.values()) {
            if (one.ticket().isBefore(ticket)) count++;
        }
        return count;
    }

    private void forget(long now) {
        forget(granted, now, GROWS_FOR);
        forget(waiting, now, FORGET_AFTER);
    }

    private void forget(Map<LaunchId, Waiting> among, long now, Duration after) {
        among.values().removeIf(one -> {
            boolean isOld = now - one.atNanos() > after.toNanos();
            if (isOld) files.remove(one.ticket().launch());
            return isOld;
        });
    }
}
