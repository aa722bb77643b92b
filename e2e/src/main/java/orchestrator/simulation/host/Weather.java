package orchestrator.simulation.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.simulation.call.Fate;
import orchestrator.simulation.call.WaitingCall;
import orchestrator.simulation.fate.Dice;
import orchestrator.simulation.server.SimulatedTemporal;

/** The faults of one scenario that come from outside: how often calls fail, when the host is silent, when a worker restarts. */
public final class Weather {
    /** A call fails so often at most, or bad luck would never end. */
    private static final int ATTEMPTS_MAX = 4;

    private static final List<Fate> FATES =
            List.of(Fate.FAILS, Fate.ANSWER_LOST, Fate.ANSWER_LOST, Fate.TWICE, Fate.WORKER_DIES, Fate.NEEDS_PERSON);

    private final Dice dice;
    private final int faults;
    private final int evictions;
    private final Instant silentFrom;
    private final Instant silentUntil;

    public Weather(Dice dice) {
        this.dice = dice;
        faults = dice.pick(List.of(0, 20, 40, 80, 200), "faults");
        evictions = dice.pick(List.of(0, 0, 5, 30), "evictions");
        boolean silent = dice.chance(150, "silent");
        silentFrom = SimulatedTemporal.BEGIN.plusSeconds(dice.between(1, 2_400, "silent from"));
        silentUntil = silent ? silentFrom.plusSeconds(dice.between(30, 2_400, "silent for")) : silentFrom;
    }

    private boolean isSilent(Instant now) {
        return !now.isBefore(silentFrom) && now.isBefore(silentUntil);
    }

    /** True if nobody serves the host's queue for a time. */
    public boolean isEverSilent() {
        return silentUntil.isAfter(silentFrom);
    }

    public boolean restartsWorker(int step) {
        return dice.chance(evictions, "evict", step);
    }

    public boolean losesArchive(int step) {
        return dice.chance(faults / 10, "archive", step);
    }

    /** When the host takes this call that could be answered then; with nobody there, the queue gives it up after a time. */
    public Instant taken(WaitingCall call, Instant answered) {
        if (!isSilent(answered)) return answered;
        Instant givenUp = call.since().plusSeconds(SimulatedLaunches.HOST.silentSeconds());
        boolean isGivenUp = isOfHost(call) && givenUp.isBefore(silentUntil);
        if (!isGivenUp) return silentUntil;
        return givenUp.isBefore(silentFrom) ? silentFrom : givenUp;
    }

    private static boolean isOfHost(WaitingCall call) {
        return call.queue().equals(SimulatedLaunches.HOST.queue());
    }

    public Fate fateOf(WaitingCall call, Instant now) {
        if (isSilent(now) && isOfHost(call)) return Fate.SILENT;
        if (call.attempt() > ATTEMPTS_MAX || call.occurrence() > 3 * ATTEMPTS_MAX) return Fate.DONE;
        if (call.local() || !dice.chance(faults, call.name(), "fault")) return Fate.DONE;
        Fate fate = dice.pick(FATES, call.name(), "fate");
        return fate == Fate.NEEDS_PERSON && isOfLog(call) ? Fate.FAILS : fate;
    }

    /** The worker tries to write events for ever. */
    private static boolean isOfLog(WaitingCall call) {
        return call.type().startsWith("Record") || call.type().equals("GapMillis");
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
