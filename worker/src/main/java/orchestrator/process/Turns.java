package orchestrator.process;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** One lock for each key that is in use. Keys that nobody uses are forgotten, since there is no end of them. */
public final class Turns<K> {
    private final Map<K, TurnLock> turns = new HashMap<>();

    private static final class TurnLock {
        private final ReentrantLock lock = new ReentrantLock();
        private int users;
    }

    /** The lock of the key, which the caller gives back in any case, after unlocking it. */
    public synchronized ReentrantLock use(K key) {
        TurnLock turn = turns.computeIfAbsent(key, first -> new TurnLock());
        turn.users++;
        return turn.lock;
    }

    public synchronized void giveBack(K key) {
        TurnLock turn = turns.get(key);
        if (turn == null) throw new IllegalStateException("nobody uses the lock of " + key);
        turn.users--;
        if (turn.users == 0) turns.remove(key);
    }

    synchronized int inUse() {
        return turns.size();
    }
}
