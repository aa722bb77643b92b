package orchestrator.agent;

import java.nio.file.Path;
import orchestrator.crew.Role;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an adapter needs to build a command line.
 *
 * @param program absolute path of the binary
 * @param directory the launch's own directory, for files that the agent reads; its parent is the run's
 * @param conversation id of the conversation to begin or to resume
 * @param resume true if the conversation exists already
 * @param launch counted from 1
 * @param schema JSON schema of the answer; null for an answer in words
 */
public record LaunchSpec(
        Path program,
        Path workspace,
        Path directory,
        Role role,
        boolean readOnly,
        String conversation,
        boolean resume,
        int launch,
        @Nullable String schema) {

    /** The first launch of a new conversation, which may write and answers in words. */
    public static LaunchSpec of(Path program, Path workspace, Path directory, Role role, String conversation) {
        return new LaunchSpec(program, workspace, directory, role, false, conversation, false, 1, null);
    }

    public LaunchSpec withReadOnly(boolean newReadOnly) {
        return new LaunchSpec(program, workspace, directory, role, newReadOnly, conversation, resume, launch, schema);
    }

    public LaunchSpec withResume(boolean newResume) {
        return new LaunchSpec(program, workspace, directory, role, readOnly, conversation, newResume, launch, schema);
    }

    public LaunchSpec withLaunch(int newLaunch) {
        return new LaunchSpec(program, workspace, directory, role, readOnly, conversation, resume, newLaunch, schema);
    }

    public LaunchSpec withSchema(@Nullable String newSchema) {
        return new LaunchSpec(program, workspace, directory, role, readOnly, conversation, resume, launch, newSchema);
    }
}
