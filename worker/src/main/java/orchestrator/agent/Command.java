package orchestrator.agent;

import java.util.List;
import java.util.Map;

/**
 * How to start an agent; its prompt comes on stdin.
 *
 * @param set variables that it gets with these values, beside {@link Agent#inherits}
 */
public record Command(List<String> argv, Map<String, String> set) {
    public Command {
        argv = List.copyOf(argv);
        set = Map.copyOf(set);
    }
}
