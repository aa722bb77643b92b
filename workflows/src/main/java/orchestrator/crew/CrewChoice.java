package orchestrator.crew;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** A crew, or a sentence that explains why there is none and what to do. */
public sealed interface CrewChoice {

    /**
     * @param agents the agent of every role
     * @param reason one sentence that describes the crew and explains the choice
     */
    record Chosen(Map<Role, String> agents, String reason) implements CrewChoice {
        public Chosen {
            agents = inOrder(agents);
        }

        /** Sorts by role, because the first of the other agents takes over from an aborted one. */
        private static Map<Role, String> inOrder(Map<Role, String> agents) {
            Map<Role, String> ordered = new EnumMap<>(Role.class);
            ordered.putAll(agents);
            return Collections.unmodifiableMap(ordered);
        }
    }

    record Refused(String reason) implements CrewChoice {}
}
