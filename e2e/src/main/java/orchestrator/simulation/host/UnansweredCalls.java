package orchestrator.simulation.host;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import orchestrator.simulation.call.Fate;
import orchestrator.simulation.call.WaitingCall;

/** Calls that are under way: they wait for their answer, or have failed and are tried again. */
public final class UnansweredCalls {
    /** Calls that wait for something to happen. */
    private static final Set<String> WAITS = Set.of("Follow", "AwaitTurn", "AwaitClosed", "Watch");
    /** A failed call is tried again within this time, or it was given up. */
    private static final Duration TRIED_AGAIN = Duration.ofMinutes(3);

    private final World world;
    /** Until when each is tried again at the latest. */
    private final Map<Call, Instant> failed = new HashMap<>();

    public UnansweredCalls(World world) {
        this.world = world;
    }

    /** @param type as Temporal names it */
    public record Call(String workflow, String type, String subject) {
        private static Call of(WaitingCall call) {
            return new Call(call.workflow(), call.type(), call.subject());
        }

        public boolean isOf(String someWorkflow) {
            return workflow.equals(someWorkflow);
        }
    }

    public void note(WaitingCall call, Fate fate) {
        boolean isTriedAgain = fate == Fate.FAILS || fate == Fate.ANSWER_LOST || fate == Fate.WORKER_DIES;
        boolean timesOut = fate == Fate.TIMES_OUT || fate == Fate.DONE_AND_TIMES_OUT;
        if (timesOut)
            failed.put(Call.of(call), call.since().plus(call.timeMax()).plus(TRIED_AGAIN));
        else if (isTriedAgain) failed.put(Call.of(call), world.now().plus(TRIED_AGAIN));
        else failed.remove(Call.of(call));
    }

    public boolean isAny(Predicate<Call> which) {
        failed.values().removeIf(until -> until.isBefore(world.now()));
        return world.stage().hasUntakenCall()
                || Stream.concat(world.stage().waitingCalls().stream().map(Call::of), failed.keySet().stream())
                        .anyMatch(which);
    }

    /** Agents work, or wait in the host's queue; anything else is still on its way. */
    public boolean isAny() {
        return isAny(call -> !WAITS.contains(call.type()) || failed.containsKey(call));
    }
}
