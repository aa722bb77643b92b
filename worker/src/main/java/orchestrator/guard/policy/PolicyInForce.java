package orchestrator.guard.policy;

import java.util.List;

/**
 * The policy for a directory, and where it comes from.
 *
 * @param sources names of the files that it was read from, the built-in rules first
 * @param remarks one sentence for each thing in a project's file that does not count
 */
public record PolicyInForce(Policy policy, List<String> sources, List<String> remarks) {
    public PolicyInForce {
        sources = List.copyOf(sources);
        remarks = List.copyOf(remarks);
    }
}
