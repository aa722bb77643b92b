package orchestrator.lineage;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import orchestrator.lineage.Proc.Stat;

/**
 * Decides if a process belongs to a run: it does if it or an ancestor was started with the marker, has a launch mark,
 * or is in a process session whose leader has one. Other members of the session count only once its leader is dead,
 * because a new launch is in its starter's session for a moment.
 */
public final class Lineage {
    /** A limit, because parents that are read one after the other may look like a cycle. */
    private static final int ANCESTORS_MAX = 200;

    private Lineage() {}

    public static boolean isOfRun(long pid) {
        Set<Long> sessions = new HashSet<>();
        long ancestor = pid;
        for (int i = 0; i < ANCESTORS_MAX && ancestor > 1; i++) {
            Optional<Stat> stat = Proc.stat(ancestor);
            if (stat.isEmpty()) return false;
            if (isMarked(ancestor)) return true;
            long session = stat.get().session();
            if (sessions.add(session) && isSessionOfRun(session)) return true;
            ancestor = stat.get().parent();
        }
        return false;
    }

    /** True if this process itself belongs to a run. */
    public static boolean isOurs() {
        return Proc.isThere() && isOfRun(ProcessHandle.current().pid());
    }

    private static boolean isSessionOfRun(long session) {
        if (session <= 0) return false;
        if (Proc.stat(session).isPresent()) return isMarked(session);
        return Proc.pids().stream()
                .filter(pid ->
                        Proc.stat(pid).filter(stat -> stat.session() == session).isPresent())
                .anyMatch(Lineage::isMarked);
    }

    private static boolean isMarked(long pid) {
        return Proc.launchMark(pid) != 0 || !Proc.marker(pid).isEmpty();
    }
}
