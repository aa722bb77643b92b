package orchestrator.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses the assignments that may start now. Fixes go before new work. */
public final class Schedule {
    private Schedule() {}

    /**
     * Each agent has its own checkout: all work in parallel, each on one assignment.
     *
     * @param waiting assignments not started yet, in the order of the plan
     * @param running assignments under way
     * @param done ids of assignments that have succeeded
     */
    public static List<Assignment> inOwnCheckouts(
            List<Assignment> waiting, List<Assignment> running, Set<String> done) {
        Set<String> busy = new HashSet<>();
        running.stream().filter(a -> a.kind() != Kind.REVIEW).forEach(a -> busy.add(a.agent()));
        List<Assignment> ready = new ArrayList<>();
        for (Assignment assignment : fixesFirst(waiting)) {
            if (!done.containsAll(assignment.dependsOn())) continue;
            if (assignment.kind() == Kind.REVIEW || busy.add(assignment.agent())) ready.add(assignment);
        }
        return ready;
    }

    private static List<Assignment> fixesFirst(List<Assignment> waiting) {
        return waiting.stream()
                .sorted(Comparator.comparing(a -> a.kind() == Kind.WORK))
                .toList();
    }

    /**
     * All share one checkout: only one of the running assignments may write.
     *
     * @param waiting assignments not started yet, in the order of the plan
     * @param running assignments under way
     * @param done ids of assignments that have succeeded
     */
    public static List<Assignment> inOneCheckout(List<Assignment> waiting, List<Assignment> running, Set<String> done) {
        boolean writerBusy = running.stream().anyMatch(a -> !a.readOnly());
        List<Assignment> ready = new ArrayList<>();
        for (Assignment assignment : fixesFirst(waiting)) {
            if (!done.containsAll(assignment.dependsOn())) continue;
            if (!assignment.readOnly() && writerBusy) continue;
            writerBusy |= !assignment.readOnly();
            ready.add(assignment);
        }
        return ready;
    }
}
