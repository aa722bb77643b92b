package orchestrator.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.crew.Role;

/** The plan that needs no planner: architect, then implementer, then reviewer. Weights in percent. */
public final class FixedSplit {
    private FixedSplit() {}

    /** @param crew the agent of each of the three roles */
    public static List<Assignment> of(Map<Role, String> crew) {
        return List.of(
                assignment("design", Role.ARCHITECT, crew, "Design the change", 40, Set.of()),
                assignment("implement", Role.IMPLEMENTER, crew, "Implement the design", 45, Set.of("design")),
                assignment("review", Role.REVIEWER, crew, "Check the result", 15, Set.of("implement")));
    }

    private static Assignment assignment(
            String id, Role role, Map<Role, String> crew, String title, int weight, Set<String> dependsOn) {
        return new Assignment(id, Kind.WORK, role, crew.get(role), title, Briefs.of(role), weight, false, dependsOn);
    }
}
