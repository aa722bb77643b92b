package orchestrator.simulation.host;

import java.util.HashSet;
import java.util.Set;

/** What people have allowed of the calls that wait in the guard. */
public final class Permits {
    private final Set<String> allowed = new HashSet<>();

    /** A person says yes to this call, whatever becomes of the answer. */
    public void allow(String subject) {
        allowed.add(subject);
    }

    boolean isAllowed(String subject) {
        return allowed.contains(subject);
    }
}
