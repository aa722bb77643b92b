package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Any program that speaks our own protocol, one JSON object per line: see AGENT-PROTOCOL.md. */
public final class JsonlAgent implements Agent {
    private final AgentDefinition definition;

    public JsonlAgent(AgentDefinition definition) {
        this.definition = definition;
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public String program() {
        return definition.command().get(0);
    }

    @Override
    public String install() {
        return definition.install();
    }

    @Override
    public Command command(LaunchSpec spec) {
        List<String> argv = new ArrayList<>(definition.argv(spec));
        argv.set(0, spec.program().toString());
        return new Command(argv, told(spec));
    }

    @Override
    public Set<String> inherits(Map<String, String> environment) {
        return definition.environment();
    }

    @Override
    public String prompt(String text) {
        return definition.prompt(text);
    }

    private static Map<String, String> told(LaunchSpec spec) {
        Map<String, String> set = new HashMap<>();
        set.put("ORCHESTRATOR_ROLE", spec.role().wire());
        set.put("ORCHESTRATOR_LAUNCH", Integer.toString(spec.launch()));
        set.put("ORCHESTRATOR_CONVERSATION", spec.conversation());
        if (spec.resume()) set.put("ORCHESTRATOR_RESUME", "1");
        if (spec.readOnly()) set.put("ORCHESTRATOR_READ_ONLY", "1");
        return set;
    }

    @Override
    public Reading read(JsonNode line, Transcript before) {
        if (definition.events().isEmpty()) return new JsonlLine(line, before).read();
        List<JsonNode> translated = definition.events().stream()
                .filter(rule -> rule.matches(line))
                .map(rule -> rule.translate(line))
                .toList();
        return JsonlLine.read(line, translated, before);
    }

    @Override
    public Verdict judge(Transcript transcript, Exit exit) {
        return Judgement.of(name(), transcript, exit);
    }

    @Override
    public List<String> versionArguments() {
        return List.of();
    }

    @Override
    public String gentleSignal() {
        return "TERM";
    }
}
