package orchestrator.agent.registry;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.agent.Agent;
import orchestrator.agent.claude.ClaudeAgent;
import orchestrator.agent.codex.CodexAgent;
import orchestrator.agent.custom.CustomAgents;
import orchestrator.agent.custom.ScriptedAgents;
import orchestrator.agent.gemini.GeminiAgent;
import orchestrator.crew.Candidate;

/** Every agent by name, and whether its program is on this machine. */
public final class AgentRegistry {
    private final Map<String, Agent> byName = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final String searchPath;
    private final ProgramVersions versions;

    private AgentRegistry(String searchPath, ProgramVersions versions) {
        this.searchPath = searchPath;
        this.versions = versions;
    }

    /** @param data the data directory: agents of one's own, the demo's scripts, and what is remembered of versions */
    public static AgentRegistry open(Path data, Map<String, String> environment) {
        AgentRegistry agents = new AgentRegistry(
                environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"),
                new ProgramVersions(data.resolve("agent-versions.json"), environment));
        boolean root = new UnixSystem().getUid() == 0;
        agents.add(List.of(new ClaudeAgent(root), new CodexAgent(), new GeminiAgent()));
        agents.add(ScriptedAgents.unpackInto(data.resolve("scripted")));
        agents.addFrom(data);
        return agents;
    }

    /** These and those that a project brings in its {@code agents} directory. They are only used when asked for. */
    public AgentRegistry in(Path target) {
        AgentRegistry more = new AgentRegistry(searchPath, versions);
        more.add(byName.values());
        more.problems.addAll(problems);
        more.addFrom(target);
        return more;
    }

    private void addFrom(Path directory) {
        CustomAgents.Found found = CustomAgents.in(directory.resolve("agents"));
        problems.addAll(found.problems());
        add(found.agents());
    }

    /** None takes the name of another that was there before. */
    private void add(Iterable<Agent> agents) {
        for (Agent agent : agents) {
            if (byName.putIfAbsent(agent.name(), agent) != null) {
                problems.add("there is an agent `" + agent.name() + "` already; give yours another name");
            }
        }
    }

    /** What is wrong with the definitions of agents of one's own, one sentence each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    public Optional<Agent> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The absolute path of its program. */
    public Optional<Path> program(Agent agent) {
        return SearchPath.find(agent.program(), searchPath);
    }

    /** What is here, with versions; a version is asked for once per program file. */
    public List<InstalledAgent> installed() {
        return installed(byName.keySet());
    }

    /** The same for some of them; what is not named is not started. */
    public List<InstalledAgent> installed(Set<String> names) {
        List<InstalledAgent> here = new ArrayList<>();
        for (Agent agent : byName.values()) {
            if (!names.contains(agent.name())) continue;
            program(agent).ifPresent(path -> here.add(new InstalledAgent(agent, path, versions.of(agent, path))));
        }
        return List.copyOf(here);
    }

    /** Names of all that any of them gets of the environment beside the common. */
    public Set<String> inherited(Map<String, String> environment) {
        Set<String> names = new HashSet<>();
        byName.values().forEach(agent -> names.addAll(agent.inherits(environment)));
        return names;
    }

    /** All that can be asked for, for the choice of a crew. No program is started. */
    public List<Candidate> candidates() {
        return byName.values().stream()
                .map(agent -> new Candidate(agent.name(), program(agent).isPresent(), agent.install()))
                .toList();
    }
}
