package orchestrator.simulation.server;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedList;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.Lock;

/**
 * The test server's clock. Left alone it follows the machine's clock while anything is at work, so no two runs of a
 * scenario would have the same times. Here it stands still until {@link #moveTo}.
 */
final class VirtualTime {
    private final Object timer;
    private final Lock lock;
    private final Collection<?> tasks;
    private final ThreadPoolExecutor executor;
    private final Field now;
    private final Field due;
    private final Field cancelled;
    private final Method skipTo;

    /** @param begin where it stands at first, whatever has passed since the server was made */
    VirtualTime(Object timer, Instant begin) {
        this.timer = timer;
        this.lock = (Lock) Inside.read(timer, "lock");
        this.tasks = (Collection<?>) Inside.read(timer, "tasks");
        this.executor = (ThreadPoolExecutor) Inside.read(timer, "executor");
        try {
            Class<?> task = Class.forName(timer.getClass().getName() + "$TimerTask");
            due = Inside.fieldOf(task, "executionTime");
            cancelled = Inside.fieldOf(task, "canceled");
            now = Inside.fieldOf(timer.getClass(), "currentTimeMs");
            skipTo = Inside.methodOf(timer.getClass(), "skipTo", Instant.class);
            // Callbacks that are due at once run one after another.
            executor.setCorePoolSize(1);
            executor.setMaximumPoolSize(1);
            stopAt(begin);
            Inside.fieldOf(timer.getClass(), "lockEvents").set(timer, new NoList<>());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the test server's clock cannot be stopped", e);
        }
    }

    private void stopAt(Instant begin) throws ReflectiveOperationException {
        lock.lock();
        try {
            Field lastSeen = Inside.fieldOf(timer.getClass(), "systemTimeMsLastAdvancedWhileLocked");
            Instant at = Instant.ofEpochMilli(lastSeen.getLong(timer));
            Inside.fieldOf(timer.getClass(), "systemClock").set(timer, Clock.fixed(at, ZoneOffset.UTC));
            now.setLong(timer, begin.toEpochMilli());
        } finally {
            lock.unlock();
        }
    }

    Instant now() {
        lock.lock();
        try {
            return Instant.ofEpochMilli(now.getLong(timer));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /** When the next timer of the server is due; empty if there is none. */
    Optional<Instant> next() {
        lock.lock();
        try {
            long first = Long.MAX_VALUE;
            for (Object task : tasks) {
                if (!cancelled.getBoolean(task)) first = Math.min(first, due.getLong(task));
            }
            return first == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    void moveTo(Instant time) {
        try {
            skipTo.invoke(timer, time);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True if every timer that is due has been worked off. */
    boolean isQuiet() {
        lock.lock();
        try {
            long present = now.getLong(timer);
            for (Object task : tasks) {
                if (!cancelled.getBoolean(task) && due.getLong(task) <= present) return false;
            }
            return executor.getActiveCount() == 0 && executor.getQueue().isEmpty();
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
