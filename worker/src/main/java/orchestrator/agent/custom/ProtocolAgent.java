package orchestrator.agent.custom;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.agent.Agent;
import orchestrator.agent.AgentCommand;
import orchestrator.agent.AgentState;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.adapter.LaunchJudge;

/** The adapter of any program that speaks the protocol of AGENT-PROTOCOL.md, one JSON object per line. */
public final class ProtocolAgent implements Agent {
    private final AgentDefinition definition;

    public ProtocolAgent(AgentDefinition definition) {
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
    public AgentCommand command(LaunchSpec spec) {
        List<String> argv = new ArrayList<>(definition.argv(spec));
        argv.set(0, spec.program().toString());
        return new AgentCommand(argv, variables(spec));
    }

    @Override
    public AgentState state(LaunchSpec spec, Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        List<Path> writable = definition.writable().stream()
                .map(name -> name.startsWith("~/") ? home.resolve(name.substring(2)) : Path.of(name))
                .toList();
        return new AgentState(List.of(), writable, List.of(), null);
    }

    @Override
    public Set<String> inheritedVariables(Map<String, String> environment) {
        return definition.environment();
    }

    @Override
    public String prompt(String text) {
        return definition.prompt(text);
    }

    private static Map<String, String> variables(LaunchSpec spec) {
        Map<String, String> set = new HashMap<>();
        set.put("ORCHESTRATOR_ROLE", spec.role().wire());
        set.put("ORCHESTRATOR_LAUNCH", Integer.toString(spec.launch()));
        set.put("ORCHESTRATOR_CONVERSATION", spec.conversation());
        if (spec.resume()) set.put("ORCHESTRATOR_RESUME", "1");
        if (spec.readOnly()) set.put("ORCHESTRATOR_READ_ONLY", "1");
        return set;
    }

    @Override
    public LineReading read(JsonNode line, Transcript before) {
        if (definition.events().isEmpty()) return new ProtocolLine(line, before).read();
        List<JsonNode> translated = definition.events().stream()
                .filter(rule -> rule.matches(line))
                .map(rule -> rule.translate(line))
                .toList();
        return ProtocolLine.read(line, translated, before);
    }

    @Override
    public LaunchVerdict judge(Transcript transcript, LaunchExit exit) {
        return LaunchJudge.judge(name(), transcript, exit);
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
