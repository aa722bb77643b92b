package orchestrator.simulation.host;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.simulation.call.Fate;
import orchestrator.simulation.call.Gate;
import orchestrator.simulation.call.WaitingCall;
import orchestrator.simulation.fate.Dice;
import orchestrator.simulation.server.SimulatedTemporal;

/** A time in which the host's worker is dead: what it had taken gets no answer, and nobody takes what comes. */
final class DeadTime {
    /** In so many of a thousand scenarios the host falls silent. */
    private static final int SILENT = 150;

    private final Instant from;
    private final Instant until;
    private boolean isTold;

    DeadTime(Dice dice) {
        from = SimulatedTemporal.BEGIN.plusSeconds(dice.between(1, 2_400, "silent from"));
        until = dice.chance(SILENT, "silent") ? from.plusSeconds(dice.between(30, 2_400, "silent for")) : from;
    }

    boolean isEver() {
        return until.isAfter(from);
    }

    boolean isAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    /** When this call is over that could be answered then, unless the worker dies before. */
    Optional<Instant> overAt(WaitingCall call, Optional<Instant> answered) {
        boolean isTaken = isEver() && isOfHost(call.queue()) && call.since().isBefore(from);
        if (!isTaken || answered.filter(at -> at.isBefore(from)).isPresent()) return answered;
        return Optional.of(isGivenUp(call) ? givenUp() : from);
    }

    /** What becomes of a call that the worker has taken before it died. */
    Fate fateOf(WaitingCall call) {
        return isGivenUp(call) ? Fate.SILENT : Fate.WORKER_DIES;
    }

    /** Its next attempt is queued when the missing heartbeat is noticed, and given up some time later. */
    private boolean isGivenUp(WaitingCall call) {
        return givenUp().isBefore(until) && call.since().plus(call.timeMax()).isAfter(givenUp());
    }

    private Instant givenUp() {
        return from.plus(Gate.DEATH_NOTICED).plusSeconds(SimulatedLaunches.HOST.silentSeconds());
    }

    static boolean isOfHost(String queue) {
        return queue.equals(SimulatedLaunches.HOST.queue());
    }

    /** When it begins or ends next; empty if it is over. */
    Optional<Instant> nextChange(Instant now) {
        return Stream.of(from, until).filter(at -> isEver() && at.isAfter(now)).findFirst();
    }

    void tell(World world) {
        if (isAt(world.now()) == isTold) return;
        isTold = !isTold;
        if (isTold) world.stage().story().fault("silent", "host", "its worker is dead");
        else world.tell("host", "its worker serves again");
    }
}
