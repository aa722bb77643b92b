package orchestrator.plan;

import java.util.List;

/**
 * The plan that waits for the user's approval.
 *
 * @param item id of the question about it; empty if no plan waits
 * @param agents names of the session's agents
 */
public record ProposedPlan(String item, List<String> agents, List<Assignment> assignments) {
    public ProposedPlan {
        agents = List.copyOf(agents);
        assignments = List.copyOf(assignments);
    }
}
