package orchestrator.guard.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One command that a shell text may run, with the files it is redirected from and to already judged.
 *
 * @param words the program and its arguments; at least one
 * @param assignments variables set for this command alone, such as {@code PATH=… make}
 * @param directory in which it runs; empty if that is not known, for instance after {@code cd "$X"}
 */
public record ShellCommand(List<Word> words, Map<String, Word> assignments, Stdin stdin, Optional<Path> directory) {
    public ShellCommand {
        words = List.copyOf(words);
        assignments = Map.copyOf(assignments);
    }

    /** The program without its directory, such as {@code rm} for {@code /bin/rm}; empty if it is not known. */
    public Optional<String> program() {
        return words.get(0).literal().map(text -> text.substring(text.lastIndexOf('/') + 1));
    }

    public List<Word> arguments() {
        return words.subList(1, words.size());
    }

    /** The command that a wrapper such as {@code env} or {@code timeout} runs: the same surroundings, other words. */
    public ShellCommand running(List<Word> others) {
        return new ShellCommand(others, assignments, stdin, directory);
    }

    public ShellCommand in(Optional<Path> other) {
        return new ShellCommand(words, assignments, stdin, other);
    }

    public ShellCommand reading(Stdin other) {
        return new ShellCommand(words, assignments, other, directory);
    }
}
