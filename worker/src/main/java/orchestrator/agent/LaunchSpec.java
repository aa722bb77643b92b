package orchestrator.agent;

import java.nio.file.Path;
import orchestrator.crew.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a command line is made of.
 *
 * @param program absolute path of the binary
 * @param directory the launch's own directory, for files that the agent is to read; the run's is the one above
 * @param conversation id to give to a new conversation, or to resume
 * @param resume whether the conversation exists already
 * @param launch counted from 1
 * @param schema JSON schema that the answer must have; null for an answer in words
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

    public LaunchSpec(
            Path program,
            Path workspace,
            Path directory,
            Role role,
            boolean readOnly,
            String conversation,
            boolean resume,
            int launch) {
        this(program, workspace, directory, role, readOnly, conversation, resume, launch, null);
    }
}
