package orchestrator.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.home.Home;

/** The agents that a session can use: built-in ones, those in the data directory, and those that its target defines. */
public final class SessionAgents {
    private static final String TARGET = "target";

    private final Home home;
    private final Map<String, String> environment;
    private final Map<String, AgentRegistry> byKey = Collections.synchronizedMap(new Recent());

    /** Those that were used last; a worker that lives for months sees many sessions and tasks. */
    private static final class Recent extends LinkedHashMap<String, AgentRegistry> {
        private static final long serialVersionUID = 1;
        private static final int KEPT_MAX = 200;

        Recent() {
            super(KEPT_MAX, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AgentRegistry> eldest) {
            return size() > KEPT_MAX;
        }
    }

    SessionAgents(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** Reads the definitions again, so that new ones count, and remembers the target for later workers. */
    public AgentRegistry prepare(String key, Path target) {
        remember(key, target);
        return of(key);
    }

    /** Remembers the target, whose definitions are read when an agent is launched. */
    public void remember(String key, Path target) {
        try {
            Files.writeString(home.session(key).resolve(TARGET), target.toString(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the session directory of " + key, e);
        }
        byKey.remove(key);
    }

    public AgentRegistry of(String key) {
        return byKey.computeIfAbsent(key, this::load);
    }

    /** The target of a session; empty if it was never remembered. */
    public Optional<Path> target(String key) {
        Path target = home.session(key).resolve(TARGET);
        try {
            return Files.exists(target) ? Optional.of(Path.of(Files.readString(target))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + target, e);
        }
    }

    private AgentRegistry load(String key) {
        AgentRegistry agents = AgentRegistry.open(home.directory(), environment);
        return target(key).map(agents::in).orElse(agents);
    }
}
