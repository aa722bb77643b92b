package orchestrator.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.agent.AgentState;
import orchestrator.agent.StateDirectory;

/** What the agent's own program keeps: conversations can be changed, settings not, and caches are made anew. */
final class StateMounts {
    private StateMounts() {}

    static void add(MountList mounts, AgentState state) throws IOException {
        for (StateDirectory directory : state.directories()) add(mounts, directory);
        for (Path own : state.own()) {
            if (!Files.exists(own)) Files.createDirectories(own);
            mounts.add(Mount.writable(own));
        }
        for (Path fixed : state.ownFixed()) mounts.readOnly(fixed);
        if (state.copied() != null && Files.isRegularFile(state.copied())) mounts.add(Mount.copy(state.copied()));
    }

    private static void add(MountList mounts, StateDirectory state) throws IOException {
        for (String name : state.kept()) {
            if (name.endsWith("/")) Files.createDirectories(state.directory().resolve(name));
        }
        if (!Files.isDirectory(state.directory())) return;
        Path directory = state.directory().toRealPath();
        mounts.add(Mount.empty(directory));
        for (Path entry : entries(directory)) {
            String name = entry.getFileName().toString();
            if (state.renews(name) || state.fixes(name)) continue;
            if (state.keeps(name)) mounts.writable(entry);
            else mounts.copyOf(entry);
        }
        for (String name : state.fixed()) mounts.fix(directory.resolve(name), name.endsWith("/"));
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        }
    }
}
