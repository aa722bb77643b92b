package orchestrator.resume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.crew.Role;
import orchestrator.eventlog.Artifacts;
import orchestrator.fault.FaultText;
import orchestrator.json.Json;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.SessionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plan of an earlier session, which its workflow kept as a JSON list of assignments. */
public final class EarlierPlan {
    /** Planning and reviews start again. */
    static final Set<Kind> GOES_ON = EnumSet.of(Kind.WORK, Kind.FIX, Kind.MERGE);

    private static final Logger logger = LoggerFactory.getLogger(EarlierPlan.class);

    private final Artifacts artifacts;

    public EarlierPlan(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /** @param crew of the new session; work of agents that are not in it goes to the agent that has the role now */
    public List<Assignment> of(SessionState earlier, Map<Role, String> crew) {
        List<String> references = earlier.teamwork().plan().artifacts();
        if (references.isEmpty()) return List.of();
        try {
            // A later file has what is new or has changed since the earlier ones.
            Map<String, Assignment> byId = new LinkedHashMap<>();
            for (String reference : references) {
                JsonNode json = Json.MAPPER.readTree(artifacts.get(reference).orElse("null"));
                if (json == null || !json.isArray()) return unreadable(earlier, "it is not a list");
                for (JsonNode entry : json) {
                    Assignment assignment = Json.convert(entry, Assignment.class);
                    byId.put(assignment.id(), assignment);
                }
            }
            List<Assignment> plan = List.copyOf(byId.values());
            Map<String, String> last = earlier.assignments().stream()
                    .collect(Collectors.toMap(AssignmentState::id, AssignmentState::agent, (one, other) -> other));
            return plan.stream()
                    .filter(assignment -> GOES_ON.contains(assignment.kind()))
                    // Another agent may have taken the assignment over since it was planned.
                    .map(assignment -> assignment.withAgent(last.getOrDefault(assignment.id(), assignment.agent())))
                    .map(assignment -> crew.containsValue(assignment.agent())
                            ? assignment
                            : assignment.withAgent(crew.get(assignment.role())))
                    .toList();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return unreadable(earlier, FaultText.of(e));
        }
    }

    /** The session plans again; finished assignments of the same name stay finished. */
    private static List<Assignment> unreadable(SessionState earlier, String why) {
        logger.warn("plan cannot be read session={} reason={}", earlier.key(), why);
        return List.of();
    }
}
