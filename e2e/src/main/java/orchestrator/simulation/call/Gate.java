package orchestrator.simulation.call;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import orchestrator.failure.CallFailure;
import orchestrator.simulation.server.SimulatedTemporal;

/** Holds every call until the scenario releases it, so that one happens at a time. */
public final class Gate implements SimulatedTemporal.WaitingCalls {
    /** A worker's death is noticed by its missing heartbeat. */
    private static final Duration DEATH_NOTICED = Duration.ofSeconds(10);

    private final Function<List<Object>, String> subjects;
    private final UnaryOperator<String> names;
    private final List<WaitingCall> waiting = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private boolean closed;

    /**
     * @param subjects what a call is about, from its arguments
     * @param names names of workflows
     */
    public Gate(Function<List<Object>, String> subjects, UnaryOperator<String> names) {
        this.subjects = subjects;
        this.names = names;
    }

    /** What Temporal says of a call. */
    record Arrival(String workflow, String type, int attempt, String queue, boolean local, Instant at) {}

    /** Waits for the call's fate and carries it out. */
    <R> R pass(Arrival arrival, List<Object> arguments, Supplier<R> work) {
        WaitingCall call = arrive(arrival, arguments);
        switch (call.fate().join()) {
            case DONE:
                return work.get();
            case TWICE:
                work.get();
                return work.get();
            case ANSWER_LOST:
                work.get();
                throw later("the answer was lost", DEATH_NOTICED);
            case WORKER_DIES:
                throw later("the worker died", DEATH_NOTICED);
            case SILENT:
                throw ApplicationFailure.newNonRetryableFailure("nobody serves the queue", Silence.TYPE);
            case NEEDS_PERSON:
                throw CallFailure.needsYou("the disk is full.");
            case DROPPED:
                throw later("the scenario is over", Duration.ofDays(1));
            default:
                throw ApplicationFailure.newFailure("it failed by order of the simulation", "SimulatedFault");
        }
    }

    private static ApplicationFailure later(String why, Duration delay) {
        return ApplicationFailure.newBuilder()
                .setMessage(why)
                .setType("SimulatedFault")
                .setNextRetryDelay(delay)
                .build();
    }

    private synchronized WaitingCall arrive(Arrival arrival, List<Object> arguments) {
        String subject = subjects.apply(arguments);
        String workflow = names.apply(arrival.workflow());
        int occurrence = occurrences.merge(workflow + " " + arrival.type() + " " + subject, 1, Integer::sum);
        WaitingCall call = new WaitingCall(
                workflow,
                arrival.type(),
                subject,
                occurrence,
                arrival.attempt(),
                arrival.queue(),
                arrival.local(),
                arguments,
                arrival.at(),
                new CompletableFuture<>());
        if (closed) call.fate().complete(Fate.DROPPED);
        else waiting.add(call);
        return call;
    }

    /** Calls that wait, in an order that does not depend on threads. */
    public synchronized List<WaitingCall> waiting() {
        return waiting.stream().sorted(Comparator.comparing(WaitingCall::name)).toList();
    }

    public void release(WaitingCall call, Fate fate) {
        synchronized (this) {
            if (!waiting.remove(call)) throw new IllegalStateException("released twice: " + call.name());
        }
        call.fate().complete(fate);
    }

    /** Drops whatever waits or comes. */
    public synchronized void close() {
        closed = true;
        waiting.forEach(call -> call.fate().complete(Fate.DROPPED));
        waiting.clear();
    }

    @Override
    public synchronized int ofActivities() {
        return (int) waiting.stream().filter(call -> !call.local()).count();
    }

    @Override
    public synchronized int ofWorkflows() {
        return (int) waiting.stream()
                .filter(WaitingCall::local)
                .map(WaitingCall::workflow)
                .distinct()
                .count();
    }
}
