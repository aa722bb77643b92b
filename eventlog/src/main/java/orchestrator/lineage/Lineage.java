package orchestrator.lineage;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import orchestrator.lineage.Proc.Stat;

/**
 * The one rule of what makes a process a run's: it or an ancestor was started with the marker, bears a launch mark, or is
 * in a session whose leader does. The others in a session count only once its leader is dead: until a launch has a session
 * of its own, it is for a moment in the session of whoever starts it.
 */
public final class Lineage {
    /** Parents that are read one after the other may seem to be their own ancestors. */
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
