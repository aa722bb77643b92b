package orchestrator.crew;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Either a crew, or the sentence that says why there is none and what to do. */
public sealed interface CrewChoice {

    /**
     * @param agents the agent of every role
     * @param reason which crew this is and why, in one sentence
     */
    record Chosen(Map<Role, String> agents, String reason) implements CrewChoice {
        public Chosen {
            agents = inOrder(agents);
        }

        /** Of the roles: the first of the others takes over from an agent that is aborted. */
        private static Map<Role, String> inOrder(Map<Role, String> agents) {
            Map<Role, String> ordered = new EnumMap<>(Role.class);
            ordered.putAll(agents);
            return Collections.unmodifiableMap(ordered);
        }
    }

    record Refused(String reason) implements CrewChoice {}
}
