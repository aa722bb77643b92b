package orchestrator.simulation.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import orchestrator.identity.LaunchId;
import orchestrator.simulation.call.Fate;
import orchestrator.simulation.call.WaitingCall;

/** Calls that are under way: they wait for their answer, or have failed and are tried again. */
public final class UnansweredCalls {
    /** Calls that wait for something to happen. */
    private static final Set<String> WAITS = Set.of("Follow", "AwaitTurn", "AwaitClosed", "Watch");
    /** A failed call is tried again within this time, or it was given up. */
    private static final Duration TRIED_AGAIN = Duration.ofMinutes(3);

    private final World world;
    private final List<Retry> failed = new ArrayList<>();

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

    /**
     * The next attempt of a failed call; several calls that look the same may be under way.
     *
     * @param until when it begins at the latest
     */
    private record Retry(Call call, int attempt, Instant until) {
        private boolean isAttempt(WaitingCall begun) {
            return attempt == begun.attempt() && call.equals(Call.of(begun));
        }
    }

    public void note(WaitingCall call, Fate fate) {
        failed.stream().filter(retry -> retry.isAttempt(call)).findFirst().ifPresent(failed::remove);
        boolean isTriedAgain = fate == Fate.FAILS || fate == Fate.ANSWER_LOST || fate == Fate.WORKER_DIES;
        boolean timesOut = fate == Fate.TIMES_OUT || fate == Fate.DONE_AND_TIMES_OUT;
        if (!timesOut && !isTriedAgain) return;
        Instant noticed = timesOut ? call.since().plus(call.timeMax()) : world.now();
        failed.add(new Retry(Call.of(call), call.attempt() + 1, noticed.plus(TRIED_AGAIN)));
    }

    public boolean isAny(Predicate<Call> which) {
        failed.removeIf(retry -> retry.until().isBefore(world.now()));
        return world.stage().hasUntakenCall()
                || Stream.concat(
                                world.stage().waitingCalls().stream().map(Call::of),
                                failed.stream().map(Retry::call))
                        .anyMatch(which);
    }

    /** Agents work, or wait in the host's queue; anything else is still on its way. */
    public boolean isAny() {
        return isAny(call -> !WAITS.contains(call.type())
                        || failed.stream().anyMatch(retry -> retry.call().equals(call)))
                || world.stage().waitingCalls().stream().anyMatch(this::isTurnOfBegun);
    }

    /** A launch that has begun ahead of its run waits for no turn, so this call ends as soon as it is carried out. */
    private boolean isTurnOfBegun(WaitingCall call) {
        return call.type().equals("AwaitTurn")
                && call.argument() instanceof LaunchId launch
                && world.agents().containsKey(launch);
    }
}
