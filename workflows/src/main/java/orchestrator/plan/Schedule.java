package orchestrator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which assignments may start now. In a shared checkout at most one of the running ones writes. */
public final class Schedule {
    private Schedule() {}

    /**
     * @param waiting assignments not started yet, in the order of the plan
     * @param running those at work
     * @param done ids of those that have succeeded
     */
    public static List<Assignment> ready(List<Assignment> waiting, List<Assignment> running, Set<String> done) {
        boolean writerBusy = running.stream().anyMatch(a -> !a.readOnly());
        List<Assignment> ready = new ArrayList<>();
        for (Assignment assignment : waiting) {
            if (!done.containsAll(assignment.dependsOn())) continue;
            if (!assignment.readOnly() && writerBusy) continue;
            writerBusy |= !assignment.readOnly();
            ready.add(assignment);
        }
        return ready;
    }
}
