package orchestrator.agent;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import orchestrator.crew.Role;
import orchestrator.launch.Remedy;
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
 * @param guard asked before each tool call; null if none is
 * @param remedies changes that earlier launches of this run have shown to be necessary
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
        @Nullable String schema,
        @Nullable GuardHook guard,
        Set<Remedy> remedies) {

    public LaunchSpec {
        remedies = Set.copyOf(remedies);
    }

    /** The first launch of a new conversation, which may write and answers in words. */
    public static LaunchSpec of(Path program, Path workspace, Path directory, Role role, String conversation) {
        return new LaunchSpec(program, workspace, directory, role, false, conversation, false, 1, null, null, Set.of());
    }

    public LaunchSpec withReadOnly(boolean newReadOnly) {
        return new LaunchSpec(
                program,
                workspace,
                directory,
                role,
                newReadOnly,
                conversation,
                resume,
                launch,
                schema,
                guard,
                remedies);
    }

    public LaunchSpec withResume(boolean newResume) {
        return new LaunchSpec(
                program,
                workspace,
                directory,
                role,
                readOnly,
                conversation,
                newResume,
                launch,
                schema,
                guard,
                remedies);
    }

    public LaunchSpec withLaunch(int newLaunch) {
        return new LaunchSpec(
                program,
                workspace,
                directory,
                role,
                readOnly,
                conversation,
                resume,
                newLaunch,
                schema,
                guard,
                remedies);
    }

    public LaunchSpec withSchema(@Nullable String newSchema) {
        return new LaunchSpec(
                program,
                workspace,
                directory,
                role,
                readOnly,
                conversation,
                resume,
                launch,
                newSchema,
                guard,
                remedies);
    }

    public LaunchSpec withGuard(@Nullable GuardHook newGuard) {
        return new LaunchSpec(
                program,
                workspace,
                directory,
                role,
                readOnly,
                conversation,
                resume,
                launch,
                schema,
                newGuard,
                remedies);
    }

    public LaunchSpec withRemedies(Collection<Remedy> news) {
        Set<Remedy> all = Set.copyOf(news);
        return new LaunchSpec(
                program, workspace, directory, role, readOnly, conversation, resume, launch, schema, guard, all);
    }

    public boolean needs(Remedy remedy) {
        return remedies.contains(remedy);
    }

    /** The directory for temporary files of this run, beside the directory of all runs. */
    public Path scratch() {
        Path run = directory.toAbsolutePath().normalize().getParent();
        return run.getParent().resolveSibling("scratch").resolve(run.getFileName());
    }
}
