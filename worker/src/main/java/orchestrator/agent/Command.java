package orchestrator.agent;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to start an agent; its prompt comes on stdin.
 *
 * @param inherit names of variables that it gets from the worker's environment beside the common ones; one that ends in
 *     {@code *} stands for all that begin so
 * @param set variables that it gets with these values
 */
public record Command(List<String> argv, Set<String> inherit, Map<String, String> set) {
    public Command {
        argv = List.copyOf(argv);
        inherit = Set.copyOf(inherit);
        set = Map.copyOf(set);
    }
}
