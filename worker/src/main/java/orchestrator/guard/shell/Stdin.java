package orchestrator.guard.shell;

import java.util.List;

/** What a command reads from its standard input. */
public sealed interface Stdin {
    /** Nothing that the line decides. */
    record Inherited() implements Stdin {}

    /** A here-document or here-string. */
    record Text(Word text) implements Stdin {}

    record File(Word path) implements Stdin {}

    /** The output of another command of a pipe, or of a process substitution. */
    record Pipe(List<ShellCommand> from) implements Stdin {
        public Pipe {
            from = List.copyOf(from);
        }
    }
}
