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

/** All agents by name, with the programs installed on this machine. */
public final class AgentRegistry {
    private final Map<String, Agent> byName = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final String searchPath;
    private final ProgramVersions versions;

    private AgentRegistry(String searchPath, ProgramVersions versions) {
        this.searchPath = searchPath;
        this.versions = versions;
    }

    /** @param data the data directory, with the user's own agents, the demo's scripts and known versions */
    public static AgentRegistry open(Path data, Map<String, String> environment) {
        AgentRegistry agents = new AgentRegistry(
                environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"),
                new ProgramVersions(data.resolve("agent-versions.json"), environment));
        boolean root = new UnixSystem().getUid() == 0;
        agents.add(List.of(new ClaudeAgent(root), new CodexAgent(), new GeminiAgent()));
        agents.add(ScriptedAgents.unpackInto(data.resolve("scripted")));
        agents.add(CustomAgents.in(data.resolve("agents")));
        return agents;
    }

    /** Adds the agents in a project's {@code agents} directory, which run only if asked for by name. */
    public AgentRegistry in(Path target) {
        AgentRegistry more = new AgentRegistry(searchPath, versions);
        more.add(byName.values());
        more.problems.addAll(problems);
        more.add(CustomAgents.ofProject(target.resolve("agents")));
        return more;
    }

    private void add(CustomAgents.Found found) {
        problems.addAll(found.problems());
        add(found.agents());
    }

    /** The first agent of a name keeps it. */
    private void add(Iterable<Agent> agents) {
        for (Agent agent : agents) {
            if (byName.putIfAbsent(agent.name(), agent) != null) {
                problems.add("agent `" + agent.name() + "` exists already; give yours another name");
            }
        }
    }

    /** Problems in users' definitions of agents, one sentence each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    public List<Agent> all() {
        return List.copyOf(byName.values());
    }

    public Optional<Agent> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The absolute path of the agent's program. */
    public Optional<Path> program(Agent agent) {
        return SearchPath.find(agent.program(), searchPath);
    }

    /** The installed agents with versions. Each program file is asked for its version once. */
    public List<InstalledAgent> installed() {
        return installed(byName.keySet());
    }

    /** The same for some agents. The programs of others are not started. */
    public List<InstalledAgent> installed(Set<String> names) {
        List<InstalledAgent> here = new ArrayList<>();
        for (Agent agent : byName.values()) {
            if (!names.contains(agent.name())) continue;
            program(agent).ifPresent(path -> here.add(new InstalledAgent(agent, path, versions.of(agent, path))));
        }
        return List.copyOf(here);
    }

    /** Names of all variables that at least one agent inherits. */
    public Set<String> inherited(Map<String, String> environment) {
        Set<String> names = new HashSet<>();
        byName.values().forEach(agent -> names.addAll(agent.inheritedVariables(environment)));
        return names;
    }

    /** All agents that a crew can be chosen from. No program is started. */
    public List<Candidate> candidates() {
        return byName.values().stream()
                .map(agent -> new Candidate(agent.name(), program(agent).isPresent(), agent.install()))
                .toList();
    }
}
