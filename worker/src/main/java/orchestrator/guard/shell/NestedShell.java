package orchestrator.guard.shell;

import java.nio.file.Path;
import java.util.Optional;
import orchestrator.guard.GuardDecision;

/** Judges what a command runs in turn. Both calls refuse when they are nested too deeply. */
public interface NestedShell {

    /** Text that a shell runs, such as that of {@code sh -c}, in the place and with the variables of this command. */
    GuardDecision script(String text, ShellCommand by);

    /** A command that this one runs, such as that of {@code xargs}. */
    GuardDecision command(ShellCommand command);

    /** True if the same line has written this file, or fetched it, before this command. */
    default boolean isMade(Path file) {
        return false;
    }

    /** What the line wrote into it, if that is known. */
    default Optional<String> made(Path file) {
        return Optional.empty();
    }
}
