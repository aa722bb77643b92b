package orchestrator.histories;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import orchestrator.json.Json;

/** Sessions whose plan an agent makes, and perhaps a person edits. */
final class PlanCases {
    static final String PLAN = """
            structured '{"assignments":[\
            {"id":"left","role":"implementer","agent":"one","title":"Left","prompt":"Write it.","weight":50,"dependsOn":[]},\
            {"id":"right","role":"implementer","agent":"two","title":"Right","prompt":"Write it.","weight":50,"dependsOn":[]}]}'
            """;

    private PlanCases() {}

    /** By the name of the recording. */
    static Map<String, Consumer<RecordedSession>> all() {
        Map<String, Consumer<RecordedSession>> cases = new LinkedHashMap<>();
        cases.put(
                "planned",
                session -> session.with("plan", "agent")
                        .script("plan", PLAN)
                        .start()
                        .awaitPhase("done"));
        cases.put("plan-edited", PlanCases::edited);
        return cases;
    }

    /** A plan that cannot be used is refused before. */
    private static void edited(RecordedSession session) {
        session.with("plan", "ask").script("plan", PLAN).start();
        session.awaitHold("needs_you");
        ObjectNode plan = session.proposedPlan();
        ObjectNode right = (ObjectNode) plan.at("/assignments/1");
        right.set("dependsOn", Json.MAPPER.valueToTree(List.of("nobody")));
        session.control("answer", Map.of("plan", plan));
        right.set("dependsOn", Json.MAPPER.valueToTree(List.of("left")));
        right.put("prompt", "Write it after the other.");
        session.control("answer", Map.of("plan", plan));
        session.awaitPhase("done");
    }
}
