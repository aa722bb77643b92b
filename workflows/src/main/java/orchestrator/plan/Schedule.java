package orchestrator.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which assignments may start now, those that put something right before those that make something new. */
public final class Schedule {
    private Schedule() {}

    /**
     * Where each agent has a checkout of its own, all work at the same time, each at one thing.
     *
     * @param waiting assignments not started yet, in the order of the plan
     * @param running those at work
     * @param done ids of those that have succeeded
     */
    public static List<Assignment> inOwnCheckouts(
            List<Assignment> waiting, List<Assignment> running, Set<String> done) {
        Set<String> busy = new HashSet<>();
        running.stream().filter(a -> a.kind() != Kind.REVIEW).forEach(a -> busy.add(a.agent()));
        List<Assignment> ready = new ArrayList<>();
        for (Assignment assignment : mendingFirst(waiting)) {
            if (!done.containsAll(assignment.dependsOn())) continue;
            if (assignment.kind() == Kind.REVIEW || busy.add(assignment.agent())) ready.add(assignment);
        }
        return ready;
    }

    private static List<Assignment> mendingFirst(List<Assignment> waiting) {
        return waiting.stream()
                .sorted(Comparator.comparing(a -> a.kind() == Kind.WORK))
                .toList();
    }

    /**
     * In a shared checkout at most one of the running ones writes.
     *
     * @param waiting assignments not started yet, in the order of the plan
     * @param running those at work
     * @param done ids of those that have succeeded
     */
    public static List<Assignment> inOneCheckout(List<Assignment> waiting, List<Assignment> running, Set<String> done) {
        boolean writerBusy = running.stream().anyMatch(a -> !a.readOnly());
        List<Assignment> ready = new ArrayList<>();
        for (Assignment assignment : mendingFirst(waiting)) {
            if (!done.containsAll(assignment.dependsOn())) continue;
            if (!assignment.readOnly() && writerBusy) continue;
            writerBusy |= !assignment.readOnly();
            ready.add(assignment);
        }
        return ready;
    }
}
