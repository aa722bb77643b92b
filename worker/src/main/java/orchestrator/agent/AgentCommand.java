package orchestrator.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command that starts an agent. The agent reads its prompt from stdin.
 *
 * @param set variables that it gets in addition to {@link Agent#inheritedVariables}
 * @param usual variables that it gets only if the worker's environment has none of that name
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

    /** All variables that it gets in addition to the inherited ones. */
    public Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>();
        usual.forEach((name, value) -> all.put(name, environment.getOrDefault(name, value)));
        all.putAll(set);
        return all;
    }
}
