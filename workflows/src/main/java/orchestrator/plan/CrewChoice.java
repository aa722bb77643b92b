package orchestrator.plan;

import java.util.Map;

/** Either a crew, or the sentence that says why there is none and what to do. */
public sealed interface CrewChoice {

    /**
     * @param agents the agent of every role
     * @param reason which crew this is and why, in one sentence
     */
    record Chosen(Map<Role, String> agents, String reason) implements CrewChoice {
        public Chosen {
            agents = Map.copyOf(agents);
        }
    }

    record Refused(String reason) implements CrewChoice {}
}
