package orchestrator.simulation.call;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import orchestrator.failure.CallFailure;
import orchestrator.simulation.server.PolledCall;
import org.jspecify.annotations.Nullable;

/** Holds every call until the scenario releases it, so that one happens at a time. */
public final class Gate {
    /** A worker's death is noticed by its missing heartbeat. */
    public static final Duration DEATH_NOTICED = Duration.ofSeconds(10);

    private final Function<List<Object>, String> subjects;
    private final UnaryOperator<String> names;
    private final Supplier<Instant> now;
    private final BiConsumer<String, List<Object>> silence;
    private final Map<String, WaitingCall> waiting = new TreeMap<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private @Nullable Fate fate;

    /**
     * @param subjects what a call is about, from its arguments
     * @param names names of workflows
     * @param silence hears of each call that nobody has taken in time: its type and its arguments
     */
    public Gate(
            Function<List<Object>, String> subjects,
            UnaryOperator<String> names,
            Supplier<Instant> now,
            BiConsumer<String, List<Object>> silence) {
        this.subjects = subjects;
        this.names = names;
        this.now = now;
        this.silence = silence;
    }

    /** A worker has taken this call, and begins when it is released. */
    public synchronized void arrive(PolledCall polled) {
        String subject = subjects.apply(polled.arguments());
        String workflow = names.apply(polled.workflow());
        int occurrence = occurrences.merge(workflow + " " + polled.type() + " " + subject, 1, Integer::sum);
        String name = workflow + " " + polled.type() + (subject.isEmpty() ? "" : " " + subject) + " #" + occurrence;
        WaitingCall call = new WaitingCall(
                name,
                workflow,
                polled.type(),
                subject,
                occurrence,
                polled.attempt(),
                polled.queue(),
                polled.local(),
                polled.arguments(),
                polled.timeMax(),
                now.get(),
                polled.carryOut());
        waiting.put(name, call);
    }

    /** Calls that wait, in an order that does not depend on threads. */
    public synchronized List<WaitingCall> waiting() {
        return List.copyOf(waiting.values());
    }

    /** The call goes on, and has this fate. */
    public void release(WaitingCall call, Fate chosen) {
        synchronized (this) {
            if (waiting.remove(call.name()) != call) throw new IllegalStateException("released twice: " + call.name());
        }
        fate = chosen;
        call.carryOut().run();
        fate = null;
    }

    void onSilence(String type, Object[] arguments) {
        silence.accept(type, Arrays.asList(arguments));
    }

    /** Carries out the fate of the call that was released. */
    <R> R pass(Supplier<R> work) {
        switch (Objects.requireNonNull(fate, "a call that was not released")) {
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
            case TIMES_OUT:
                throw new PolledCall.Unanswered();
            case DONE_AND_TIMES_OUT:
                work.get();
                throw new PolledCall.Unanswered();
            case NEEDS_PERSON:
                throw CallFailure.needsYou("the disk is full.");
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
}
