package orchestrator.preparation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.agent.Agent;
import orchestrator.agent.registry.InstalledAgent;
import org.jspecify.annotations.Nullable;

/**
 * What this host says about an installed agent.
 *
 * @param home its own configuration directory; null if the adapter names none
 * @param notes what the adapter has to say about the user's settings
 */
record AgentFacts(
        String name,
        Path program,
        boolean saysItsVersion,
        @Nullable Path home,
        boolean isHomeWritable,
        boolean isHomeTemporary,
        List<String> notes) {

    static AgentFacts of(InstalledAgent installed, Map<String, String> environment) {
        Agent agent = installed.agent();
        Optional<Path> home = agent.configuration(environment);
        Path temporary = Path.of(environment.getOrDefault("TMPDIR", "/tmp")).toAbsolutePath();
        return new AgentFacts(
                agent.name(),
                installed.program(),
                agent.versionArguments().isEmpty() || !installed.version().isEmpty(),
                home.orElse(null),
                home.map(AgentFacts::isWritable).orElse(true),
                home.map(path -> path.toAbsolutePath().startsWith(temporary)).orElse(false),
                agent.advice(environment));
    }

    /** A directory that is not there yet can be made in the nearest one that is. */
    private static boolean isWritable(Path directory) {
        Path nearest = directory.toAbsolutePath();
        while (nearest != null && !Files.exists(nearest)) nearest = nearest.getParent();
        return nearest != null && Files.isDirectory(nearest) && Files.isWritable(nearest);
    }
}
