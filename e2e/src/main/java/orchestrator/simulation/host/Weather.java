package orchestrator.simulation.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.simulation.call.Fate;
import orchestrator.simulation.call.WaitingCall;
import orchestrator.simulation.fate.Dice;

/** The faults of one scenario that come from outside: how often calls fail, when the host is silent, when a worker restarts. */
public final class Weather {
    /** A call fails so often at most, or bad luck would never end. */
    private static final int ATTEMPTS_MAX = 4;

    /** What may take longer has a limit of its own on the host, or sends heartbeats for as long as it takes. */
    private static final Duration TIME_OUT_MAX = Duration.ofHours(1);

    private static final Set<String> NEED_NOTHING = Set.of("GapMillis", "Place");

    private static final List<Fate> FATES = List.of(
            Fate.FAILS,
            Fate.ANSWER_LOST,
            Fate.ANSWER_LOST,
            Fate.TWICE,
            Fate.WORKER_DIES,
            Fate.NEEDS_PERSON,
            Fate.TIMES_OUT,
            Fate.DONE_AND_TIMES_OUT);

    private final Dice dice;
    private final int faults;
    private final int evictions;
    private final DeadTime silence;

    public Weather(Dice dice) {
        this.dice = dice;
        faults = dice.pick(List.of(0, 20, 40, 80, 200), "faults");
        evictions = dice.pick(List.of(0, 0, 5, 30), "evictions");
        silence = new DeadTime(dice);
    }

    /** True if nobody serves the host's queue for a time. */
    public boolean isEverSilent() {
        return silence.isEver();
    }

    /** True if a worker takes calls from this queue now. */
    public boolean serves(String queue, Instant now) {
        return !DeadTime.isOfHost(queue) || !silence.isAt(now);
    }

    /** When it changes next; empty if it stays as it is. */
    public Optional<Instant> nextChange(Instant now) {
        return silence.nextChange(now);
    }

    /** Tells of what has changed. */
    public void tell(World world) {
        silence.tell(world);
    }

    public boolean restartsWorker(int step) {
        return dice.chance(evictions, "evict", step);
    }

    public boolean losesArchive(int step) {
        return dice.chance(faults / 10, "archive", step);
    }

    /** When this call is over that could be answered then, unless its worker dies. */
    public Optional<Instant> overAt(WaitingCall call, Optional<Instant> answered) {
        return silence.overAt(call, answered);
    }

    public Fate fateOf(WaitingCall call, Instant now) {
        if (!serves(call.queue(), now)) return silence.fateOf(call);
        if (call.attempt() > ATTEMPTS_MAX || call.occurrence() > 3 * ATTEMPTS_MAX) return Fate.DONE;
        if (call.local() || !dice.chance(faults, call.name(), "fault")) return Fate.DONE;
        Fate fate = dice.pick(FATES, call.name(), "fate");
        if (isTimeOut(fate) && call.timeMax().compareTo(TIME_OUT_MAX) > 0) return Fate.WORKER_DIES;
        return fate == Fate.NEEDS_PERSON && !mayNeedPerson(call) ? Fate.FAILS : fate;
    }

    private static boolean isTimeOut(Fate fate) {
        return fate == Fate.TIMES_OUT || fate == Fate.DONE_AND_TIMES_OUT;
    }

    /** The worker tries to write events for ever, and needs nothing to say which host it is. */
    private static boolean mayNeedPerson(WaitingCall call) {
        return !call.type().startsWith("Record") && !NEED_NOTHING.contains(call.type());
    }

    public Duration duration(WaitingCall call) {
        if (call.local() || dice.chance(600, call.name(), "at once")) return Duration.ZERO;
        int most = dice.chance(50, call.name(), "slow") ? 100_000 : 4_000;
        return Duration.ofMillis(dice.between(1, most, call.name(), "takes"));
    }

    public Optional<Duration> gap(Duration time) {
        if (!dice.chance(150, "gap", time.toSeconds())) return Optional.empty();
        return Optional.of(time.dividedBy(dice.between(2, 5, "length of the gap", time.toSeconds())));
    }
}
