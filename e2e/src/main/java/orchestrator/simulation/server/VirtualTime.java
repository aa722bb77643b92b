package orchestrator.simulation.server;

import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedList;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * The test server's clock. Left alone it follows the machine's clock while anything is at work, so no two runs of a
 * scenario would have the same times. Here it stands still until {@link #moveTo}, and what is due then is done in the
 * scenario's own thread.
 */
final class VirtualTime {
    private final Object timer;
    private final Lock lock;
    private final Queue<?> tasks;
    private final Field now;
    private final Field due;
    private final Field cancelled;
    private final Field work;

    /** @param begin where it stands at first, whatever has passed since the server was made */
    VirtualTime(Object timer, Instant begin) {
        this.timer = timer;
        this.lock = (Lock) Inside.read(timer, "lock");
        this.tasks = (Queue<?>) Inside.read(timer, "tasks");
        try {
            Class<?> task = ServerClasses.find("SelfAdvancingTimerImpl$TimerTask");
            due = Inside.fieldOf(task, "executionTime");
            cancelled = Inside.fieldOf(task, "canceled");
            work = Inside.fieldOf(task, "runnable");
            now = Inside.fieldOf(timer.getClass(), "currentTimeMs");
            // Its own threads end.
            Inside.call(timer, "shutdown");
            stopAt(begin);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the test server's clock cannot be stopped", e);
        }
        Inside.write(timer, "lockEvents", new NoList<>());
    }

    private void stopAt(Instant begin) throws ReflectiveOperationException {
        Field lastSeen = Inside.fieldOf(timer.getClass(), "systemTimeMsLastAdvancedWhileLocked");
        Instant at = Instant.ofEpochMilli(lastSeen.getLong(timer));
        Inside.write(timer, "systemClock", Clock.fixed(at, ZoneOffset.UTC));
        now.setLong(timer, begin.toEpochMilli());
    }

    Instant now() {
        return Instant.ofEpochMilli(read(now, timer));
    }

    private static long read(Field field, Object owner) {
        try {
            return field.getLong(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** When the next timer of the server is due; empty if there is none. */
    Optional<Instant> next() {
        lock.lock();
        try {
            Object first = first();
            return first == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(read(due, first)));
        } finally {
            lock.unlock();
        }
    }

    /** The first timer that still counts. */
    private @Nullable Object first() {
        try {
            Object first = tasks.peek();
            while (first != null && cancelled.getBoolean(first)) {
                tasks.poll();
                first = tasks.peek();
            }
            return first;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    void moveTo(Instant time) {
        lock.lock();
        try {
            now.setLong(timer, time.toEpochMilli());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Works off every timer that is due; false if none was. */
    boolean runDue() {
        boolean ran = false;
        for (Runnable next = takeDue(); next != null; next = takeDue()) {
            next.run();
            ran = true;
        }
        return ran;
    }

    private @Nullable Runnable takeDue() {
        lock.lock();
        try {
            Object first = first();
            if (first == null || read(due, first) > read(now, timer)) return null;
            return (Runnable) work.get(tasks.poll());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /** The server keeps a list of its clock's locks for its own debugging, and searches it from end to end. */
    private static final class NoList<E> extends LinkedList<E> {
        private static final long serialVersionUID = 1;

        @Override
        public boolean add(E event) {
            return true;
        }

        @Override
        public boolean remove(Object event) {
            return true;
        }
    }
}
