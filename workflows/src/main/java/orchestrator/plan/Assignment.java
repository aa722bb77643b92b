package orchestrator.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import orchestrator.crew.Role;

/**
 * A piece of work for one agent.
 *
 * @param id unique within the session, such as {@code implement}
 * @param kind what it is for; only work counts in the plan's weights
 * @param prompt what this agent is told, beside the session's own prompt
 * @param weight share of the whole in percent
 * @param dependsOn ids of assignments that must have succeeded before
 */
public record Assignment(
        String id,
        Kind kind,
        Role role,
        String agent,
        String title,
        String prompt,
        int weight,
        boolean readOnly,
        Set<String> dependsOn) {

    public Assignment {
        kind = kind == null ? Kind.WORK : kind;
        dependsOn = dependsOn == null ? Set.of() : Set.copyOf(dependsOn);
    }

    /** The same for another agent. */
    public Assignment givenTo(String other) {
        return new Assignment(id, kind, role, other, title, prompt, weight, readOnly, dependsOn);
    }

    /** The same, with more to be told. */
    public Assignment told(String more) {
        return new Assignment(id, kind, role, agent, title, prompt + "\n" + more + "\n", weight, readOnly, dependsOn);
    }

    /** The same, also after that one. */
    public Assignment after(String other) {
        Set<String> more = new HashSet<>(dependsOn);
        more.add(other);
        return new Assignment(id, kind, role, agent, title, prompt, weight, readOnly, more);
    }

    /** Whether it changes files, and so has to end well for the session to be done. */
    public boolean isWriting() {
        return kind != Kind.PLAN && kind != Kind.REVIEW;
    }

    Assignment weighing(int percent) {
        return new Assignment(id, kind, role, agent, title, prompt, percent, readOnly, dependsOn);
    }

    /** The weights of all work added up; what is put right on the way has none. */
    public static int totalWeight(List<Assignment> plan) {
        return plan.stream().mapToInt(Assignment::weight).sum();
    }
}
