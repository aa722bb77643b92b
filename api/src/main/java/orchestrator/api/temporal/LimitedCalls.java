package orchestrator.api.temporal;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.common.converter.DataConverterException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Limits the time of each call, and is less patient while there was no answer to the last one. */
final class LimitedCalls implements AutoCloseable {
    static final Duration CALL = Duration.ofSeconds(2);
    static final Duration START = Duration.ofSeconds(4);
    /** The deadline of a call that will hardly be answered: the last one was not, or there is no worker. */
    private static final Duration FORLORN = Duration.ofMillis(400);

    private final Deadlines deadlines = new Deadlines();
    private final Failures failures;
    private volatile boolean workerSeen = true;
    private volatile boolean answering = true;

    LimitedCalls(Failures failures) {
        this.failures = failures;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    RuntimeException translated(RuntimeException e) {
        return failures.translated(e);
    }

    void workerSeen(boolean seen) {
        workerSeen = seen;
    }

    /** False if there was no worker at the last check, or a query was not answered since. */
    boolean isWorkerSeen() {
        return workerSeen;
    }

    /** Asks a workflow itself; empty if no worker answers in time. */
    <T> Optional<T> query(Supplier<T> call) {
        Duration limit = workerSeen && answering ? CALL : FORLORN;
        try {
            return Optional.of(deadlines.within(limit, call));
        } catch (WorkflowException | StatusRuntimeException | DataConverterException noAnswer) {
            // Until the next check of the pollers, which list a dead worker for another minute.
            workerSeen = false;
            return Optional.empty();
        }
    }

    /** For calls that a user waits for; empty if there is no such execution. */
    <T> Optional<T> orEmpty(Supplier<Optional<T>> call) {
        try {
            return ask(call);
        } catch (UnknownExecution e) {
            return Optional.empty();
        }
    }

    /** For calls that a user waits for: short if the last one was not answered. */
    <T> T ask(Supplier<T> call) {
        return insist(answering ? CALL : FORLORN, call);
    }

    <T> T insist(Duration limit, Supplier<T> call) {
        try {
            T answer = deadlines.within(limit, call);
            answering = true;
            return answer;
        } catch (RuntimeException e) {
            RuntimeException translated = failures.translated(e);
            answering = !(translated instanceof TemporalUnreachable unreachable && unreachable.isSilent());
            throw translated;
        }
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
