package orchestrator.recovery;

import java.util.List;
import orchestrator.launch.Remedy;

/**
 * What was special about the launch that ended.
 *
 * @param agent name of the agent, for messages
 * @param resumed it resumed a conversation
 * @param tried remedies that the run has used so far
 */
public record Attempt(String agent, boolean resumed, List<Remedy> tried) {
    public Attempt {
        tried = List.copyOf(tried);
    }
}
