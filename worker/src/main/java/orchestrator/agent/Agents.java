package orchestrator.agent;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.plan.Candidate;

/** Every agent by name, and whether its program is on this machine. */
public final class Agents {
    private final Map<String, Agent> byName = new LinkedHashMap<>();
    private final String searchPath;
    private final Versions versions;

    private Agents(List<Agent> agents, Path data, Map<String, String> environment) {
        agents.forEach(agent -> byName.put(agent.name(), agent));
        this.searchPath = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        this.versions = new Versions(data.resolve("agent-versions.json"), environment);
    }

    /** @param data the data directory, for the demo's scripts and for what is remembered of versions */
    public static Agents open(Path data, Map<String, String> environment) {
        boolean root = new UnixSystem().getUid() == 0;
        Agent scripted = ScriptedAgents.unpackInto(data.resolve("scripted"));
        return new Agents(
                List.of(new ClaudeAgent(root), new CodexAgent(), new GeminiAgent(), scripted), data, environment);
    }

    public Optional<Agent> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The absolute path of its program. */
    public Optional<Path> program(Agent agent) {
        return Programs.find(agent.program(), searchPath);
    }

    /** What is here, with versions; a version is asked for once per program file. */
    public List<Installed> installed() {
        List<Installed> here = new ArrayList<>();
        for (Agent agent : byName.values()) {
            program(agent).ifPresent(path -> here.add(new Installed(agent, path, versions.of(agent, path))));
        }
        return List.copyOf(here);
    }

    /** All that can be asked for, for the choice of a crew. No program is started. */
    public List<Candidate> candidates() {
        return byName.values().stream()
                .map(agent -> new Candidate(agent.name(), program(agent).isPresent(), agent.install()))
                .toList();
    }
}
