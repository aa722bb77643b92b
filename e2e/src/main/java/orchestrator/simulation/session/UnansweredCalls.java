package orchestrator.simulation.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import orchestrator.simulation.call.Fate;
import orchestrator.simulation.call.WaitingCall;
import orchestrator.simulation.host.World;

/** Calls that are under way: they wait for their answer, or have failed and are tried again. */
final class UnansweredCalls {
    /** Calls that wait for something to happen. */
    private static final Set<String> WAITS = Set.of("Follow", "AwaitTurn", "AwaitClosed");
    /** A failed call is tried again within this time, or it was given up. */
    private static final Duration TRIED_AGAIN = Duration.ofMinutes(3);

    private final World world;
    /** Until when each is tried again at the latest. */
    private final Map<Call, Instant> failed = new HashMap<>();

    UnansweredCalls(World world) {
        this.world = world;
    }

    /** @param type as Temporal names it */
    record Call(String workflow, String type, String subject) {
        private static Call of(WaitingCall call) {
            return new Call(call.workflow(), call.type(), call.subject());
        }

        boolean isOf(String someWorkflow) {
            return workflow.equals(someWorkflow);
        }
    }

    void note(WaitingCall call, Fate fate) {
        boolean isTriedAgain = fate == Fate.FAILS || fate == Fate.ANSWER_LOST || fate == Fate.WORKER_DIES;
        boolean timesOut = fate == Fate.TIMES_OUT || fate == Fate.DONE_AND_TIMES_OUT;
        if (timesOut)
            failed.put(Call.of(call), call.since().plus(call.timeMax()).plus(TRIED_AGAIN));
        else if (isTriedAgain) failed.put(Call.of(call), world.now().plus(TRIED_AGAIN));
        else failed.remove(Call.of(call));
    }

    boolean isAny(Predicate<Call> which) {
        failed.values().removeIf(until -> until.isBefore(world.now()));
        return world.stage().hasUntakenCall()
                || Stream.concat(world.stage().waitingCalls().stream().map(Call::of), failed.keySet().stream())
                        .anyMatch(which);
    }

    /** Agents work, or wait in the host's queue; anything else is still on its way. */
    boolean isAny() {
        return isAny(call -> !WAITS.contains(call.type()) || failed.containsKey(call));
    }
}
