package orchestrator.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.home.Home;

/** The agents that a session can use: built-in ones, those in the data directory, and those that its target defines. */
public final class SessionAgents {
    private static final String TARGET = "target";

    private final Home home;
    private final Map<String, String> environment;
    private final Map<String, AgentRegistry> byKey = new ConcurrentHashMap<>();

    SessionAgents(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** Reads the definitions again, so that new ones count, and remembers the target for later workers. */
    public AgentRegistry prepare(String key, Path target) {
        try {
            Files.writeString(home.session(key).resolve(TARGET), target.toString(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the session directory of " + key, e);
        }
        byKey.remove(key);
        return of(key);
    }

    public AgentRegistry of(String key) {
        return byKey.computeIfAbsent(key, this::load);
    }

    private AgentRegistry load(String key) {
        Path target = home.session(key).resolve(TARGET);
        try {
            AgentRegistry agents = AgentRegistry.open(home.directory(), environment);
            return Files.exists(target) ? agents.in(Path.of(Files.readString(target))) : agents;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + target, e);
        }
    }
}
