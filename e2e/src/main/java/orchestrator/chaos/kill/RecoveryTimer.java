package orchestrator.chaos.kill;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;

/** Measures the time from the kill of a worker until the log has a later line of one, and of each, living agent. */
final class RecoveryTimer {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LAST_WORD_READ = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final int PAGE = 500;

    private final EventLog log;
    private final Set<String> unheard;
    private final List<LivingLaunches.Launch> launches;
    private final long killedAtMillis;
    private final long killedAtNanos;
    private Cursor after;

    private RecoveryTimer(EventLog log, List<LivingLaunches.Launch> launches, Cursor after) {
        this.log = log;
        this.launches = launches;
        this.unheard =
                launches.stream().map(LivingLaunches.Launch::name).collect(Collectors.toCollection(TreeSet::new));
        this.after = after;
        this.killedAtMillis = System.currentTimeMillis();
        this.killedAtNanos = System.nanoTime();
    }

    /** Must be called right after the kill. */
    static RecoveryTimer begins(EventLog log, List<LivingLaunches.Launch> living, Cursor before) {
        return new RecoveryTimer(log, living, before);
    }

    /**
     * @param firstMillis until the log had a line of one living agent; empty if no agent was alive
     * @param allMillis until the log had a line of each of them
     * @param unheard living agents of which no line was read in time
     */
    record Outcome(OptionalLong firstMillis, OptionalLong allMillis, Set<String> unheard) {}

    Outcome await() throws InterruptedException {
        OptionalLong first = OptionalLong.empty();
        OptionalLong last = OptionalLong.empty();
        while (!unheard.isEmpty()) {
            if (hear()) {
                last = OptionalLong.of(millis());
                if (first.isEmpty()) first = last;
            }
            if (millis() > LIMIT.toMillis()) return new Outcome(first, OptionalLong.empty(), Set.copyOf(unheard));
            // An agent that ended without another line leaves nothing to read.
            launches.stream()
                    .filter(launch -> launch.isOver() && millis() > LAST_WORD_READ.toMillis())
                    .forEach(launch -> unheard.remove(launch.name()));
            if (!unheard.isEmpty()) log.awaitAfter(after, LOOK_EVERY);
        }
        return new Outcome(first, last, Set.of());
    }

    private long millis() {
        return (System.nanoTime() - killedAtNanos) / 1_000_000;
    }

    /** Returns true if another agent's line was read. */
    private boolean hear() {
        boolean news = false;
        while (true) {
            EventPage page = log.read(EventQuery.all("", after, PAGE));
            if (page.isEmpty()) return news;
            after = page.next();
            for (AgentEvent event : page.events()) {
                boolean fresh =
                        event.source().equals(AgentEvent.STDOUT) && event.at().toEpochMilli() > killedAtMillis;
                if (fresh) news |= unheard.remove(event.key() + "/" + event.run() + "/" + event.launch());
            }
        }
    }
}
