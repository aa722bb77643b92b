package orchestrator.orchestration.state;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.crew.Role;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.rollover.Saved;
import orchestrator.run.RunResult;
import orchestrator.session.AssignmentState;
import orchestrator.session.Teamwork;
import orchestrator.work.Assignments;

/** Blockers that agents reported, until a later run, a review or the user resolves them. */
@Saved
public final class Blockers {
    private final Assignments assignments;
    private final Map<String, Standing> standing = new LinkedHashMap<>();

    /** @param at end of the run that reported it */
    private record Standing(Teamwork.Blocker blocker, Instant at) {}

    Blockers(Assignments assignments) {
        this.assignments = assignments;
    }

    /** Adds the unresolved blockers of the session that this one resumes. */
    public void restore(Collection<Teamwork.Blocker> blockers) {
        blockers.forEach(blocker -> standing.put(blocker.assignment(), new Standing(blocker, Instant.EPOCH)));
    }

    /** @param changed true if the run may have changed anything */
    public void onRunEnd(Assignment assignment, RunResult result, boolean changed, Instant now) {
        if (assignment.kind() == Kind.REVIEW || result.outcome() != RunResult.Outcome.SUCCEEDED) return;
        if (result.blockers().isEmpty()) {
            standing.remove(assignment.id());
            if (changed) standing.values().removeIf(one -> resolves(assignment, one));
            return;
        }
        AssignmentState state = assignments.state(assignment.id());
        Teamwork.Blocker said = new Teamwork.Blocker(
                assignment.id(), state.run(), assignment.agent(), assignment.role(), result.blockers());
        standing.put(assignment.id(), new Standing(said, now));
    }

    /** A later fix resolves a blocker, and so does later work that depends on the blocked assignment. */
    private boolean resolves(Assignment later, Standing one) {
        Instant began = assignments.state(later.id()).startedAt();
        if (began == null || began.isBefore(one.at())) return false;
        if (later.kind() == Kind.FIX) return true;
        boolean doesIt = later.role() == Role.IMPLEMENTER
                || later.role() == one.blocker().role();
        return later.kind() == Kind.WORK
                && doesIt
                && dependsOn(later).contains(one.blocker().assignment());
    }

    private Set<String> dependsOn(Assignment later) {
        Set<String> all = new HashSet<>();
        Deque<String> toLookAt = new ArrayDeque<>(later.dependsOn());
        while (!toLookAt.isEmpty()) {
            String id = toLookAt.poll();
            if (all.add(id) && assignments.isKnown(id))
                toLookAt.addAll(assignments.assignment(id).dependsOn());
        }
        return all;
    }

    /** Removes the blockers of agents whose work reviewers have accepted. */
    public void onReviewed(Set<String> agents, boolean isAll) {
        standing.values().removeIf(one -> isAll || agents.contains(one.blocker().agent()));
    }

    /** Drops all blockers, because the user accepts them. */
    public void accept() {
        standing.clear();
    }

    public List<Teamwork.Blocker> standing() {
        return standing.values().stream().map(Standing::blocker).toList();
    }
}
