package orchestrator.chaos;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventQuery;

/** From the kill of a worker to the first line in the log that a living agent printed after it. */
final class Recovery {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final int PAGE = 500;

    private final EventLog log;
    private final Set<String> witnesses;
    private final List<Launches.Launch> launches;
    private final long killedAtMillis;
    private final long killedAtNanos;
    private long after;

    private Recovery(EventLog log, List<Launches.Launch> launches, long after) {
        this.log = log;
        this.launches = launches;
        this.witnesses = launches.stream().map(Launches.Launch::name).collect(Collectors.toSet());
        this.after = after;
        this.killedAtMillis = System.currentTimeMillis();
        this.killedAtNanos = System.nanoTime();
    }

    /** To be called right after the kill. */
    static Recovery begins(EventLog log, List<Launches.Launch> living, long lastId) {
        return new Recovery(log, living, lastId);
    }

    /** @param millis empty where no agent lived on, so that there is nothing to measure */
    record Outcome(OptionalLong millis, boolean missed) {}

    Outcome await() throws InterruptedException {
        if (witnesses.isEmpty()) return new Outcome(OptionalLong.empty(), false);
        while (true) {
            if (hasHeard()) {
                long millis = (System.nanoTime() - killedAtNanos) / 1_000_000;
                return new Outcome(OptionalLong.of(millis), false);
            }
            boolean late = System.nanoTime() - killedAtNanos > LIMIT.toNanos();
            // One that ended without another word has nothing that could be read.
            if (late) return new Outcome(OptionalLong.empty(), launches.stream().anyMatch(one -> !one.isOver()));
            log.awaitAfter(after, LOOK_EVERY);
        }
    }

    private boolean hasHeard() {
        while (true) {
            List<AgentEvent> events = log.read(EventQuery.all("", after, PAGE));
            if (events.isEmpty()) return false;
            for (AgentEvent event : events) {
                after = event.id();
                if (isWitness(event)) return true;
            }
        }
    }

    private boolean isWitness(AgentEvent event) {
        return event.source().equals(AgentEvent.STDOUT)
                && event.at().toEpochMilli() > killedAtMillis
                && witnesses.contains(event.session() + "/" + event.run() + "/" + event.launch());
    }
}
