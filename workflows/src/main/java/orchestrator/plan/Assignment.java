package orchestrator.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import orchestrator.crew.Role;

/**
 * A piece of work for one agent.
 *
 * @param id unique within the session, such as {@code implement}
 * @param kind its purpose; only work counts in the plan's weights
 * @param prompt instructions for this agent, besides the session's own prompt
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

    /** What the agent is told: the brief of its role, unless the prompt has one, and the prompt. */
    public String brief() {
        return Briefs.isOne(prompt) ? prompt : Briefs.of(role) + "\n" + prompt;
    }

    /** Gives the assignment to another agent. */
    public Assignment withAgent(String other) {
        return new Assignment(id, kind, role, other, title, prompt, weight, readOnly, dependsOn);
    }

    public Assignment withPrompt(String other) {
        return new Assignment(id, kind, role, agent, title, other, weight, readOnly, dependsOn);
    }

    /** Adds to the prompt. */
    public Assignment withInstruction(String more) {
        return new Assignment(id, kind, role, agent, title, prompt + "\n" + more + "\n", weight, readOnly, dependsOn);
    }

    /** Adds a dependency. */
    public Assignment withDependency(String other) {
        Set<String> more = new HashSet<>(dependsOn);
        more.add(other);
        return new Assignment(id, kind, role, agent, title, prompt, weight, readOnly, more);
    }

    /** True if it changes files, so the session is not done unless it succeeds. */
    public boolean isWriting() {
        return kind != Kind.PLAN && kind != Kind.REVIEW && kind != Kind.STRATEGY;
    }

    Assignment weighing(int percent) {
        return new Assignment(id, kind, role, agent, title, prompt, percent, readOnly, dependsOn);
    }

    /** The sum of all weights; fixes have none. */
    public static int totalWeight(List<Assignment> plan) {
        return plan.stream().mapToInt(Assignment::weight).sum();
    }
}
