package orchestrator.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's program keeps outside of the workspace, so that a sandbox can let it.
 *
 * @param directories of the user's
 * @param own the run's own directories, which it may change
 * @param ownFixed files in those that it must not change
 * @param copied the user's file that it gets a copy of, which ends with the launch; null if there is none
 */
public record AgentState(
        List<StateDirectory> directories,
        List<Path> own,
        List<Path> ownFixed,
        @Nullable Path copied) {
    public static final AgentState NONE = new AgentState(List.of(), List.of(), List.of(), null);

    public AgentState {
        directories = List.copyOf(directories);
        own = List.copyOf(own);
        ownFixed = List.copyOf(ownFixed);
    }

    /** Content of {@link #copied}; empty if there is none. */
    public String copiedText() throws IOException {
        return copied == null || !Files.isRegularFile(copied) ? "" : Files.readString(copied);
    }

    public static AgentState of(StateDirectory directory) {
        return new AgentState(List.of(directory), List.of(), List.of(), null);
    }
}
