package orchestrator.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How to start an agent; its prompt comes on stdin.
 *
 * @param set variables that it gets with these values, beside {@link Agent#inherits}
 * @param usual the same, where the worker's environment has none of that name
 */
public record AgentCommand(List<String> argv, Map<String, String> set, Map<String, String> usual) {
    public AgentCommand {
        argv = List.copyOf(argv);
        set = Map.copyOf(set);
        usual = Map.copyOf(usual);
    }

    public AgentCommand(List<String> argv, Map<String, String> set) {
        this(argv, set, Map.of());
    }

    /** All that it gets beside what it inherits. */
    public Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>();
        usual.forEach((name, value) -> all.put(name, environment.getOrDefault(name, value)));
        all.putAll(set);
        return all;
    }
}
