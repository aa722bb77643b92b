package orchestrator.guard.command.call;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.NestedShell;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Word;

/** One command that is being judged. */
public record Call(ShellCommand invocation, NestedShell shell, JudgingBasis around) {

    private static final int SCRIPT_BYTES_MAX = 100_000;

    public String program() {
        return invocation.program().orElse("");
    }

    public List<Word> words() {
        return invocation.arguments();
    }

    public Arguments read(OptionTable table) {
        return table.read(words());
    }

    public PathJudge paths() {
        return new PathJudge(around, invocation.directory());
    }

    /** The same program as if it ran in another directory. */
    public Call in(Word directory) {
        Optional<Path> path = paths().path(directory);
        return new Call(invocation.in(path), shell, around);
    }

    /** True of a file where every user can write, unless the launch has that place for itself, or its text can be judged. */
    public boolean isAnybodys(Word word) {
        return word.prefix().matches("(?s)/(var/)?tmp(/.*)?|/dev/shm(/.*)?")
                && paths().path(word).filter(this::isUnread).isPresent()
                && write(word).isDenied();
    }

    /** Text of a file that the command names, if it is short enough to be judged. */
    public Optional<String> text(Word file) {
        return paths().path(file).flatMap(path -> around.view().text(path, SCRIPT_BYTES_MAX));
    }

    private boolean isUnread(Path path) {
        return !shell.isMade(path) && around.view().text(path, SCRIPT_BYTES_MAX).isEmpty();
    }

    public GuardDecision write(Word path) {
        return paths().write(path);
    }

    public GuardDecision writeAll(Collection<Word> paths) {
        return each(paths, this::write);
    }

    /** Something in the working directory itself is written, under a name that is not known. */
    public GuardDecision writeHere() {
        return write(Word.of("./"));
    }

    public GuardDecision deleteAll(Collection<Word> paths, boolean isRecursive) {
        return each(paths, path -> paths().delete(path, isRecursive));
    }

    public GuardDecision readAll(Collection<Word> paths) {
        return each(paths, path -> paths().read(path));
    }

    public static GuardDecision each(Collection<Word> words, Function<Word, GuardDecision> rule) {
        return GuardDecision.strictest(words.stream().map(rule).toList());
    }

    /** This program runs another one. Without words there is nothing to run. */
    public GuardDecision run(List<Word> command) {
        return command.isEmpty() ? GuardDecision.ALLOWED : shell.command(invocation.running(command));
    }

    /** This program hands a text to a shell. */
    public GuardDecision script(Word text) {
        return text.literal()
                .map(known -> shell.script(known, invocation))
                .orElseGet(() -> GuardDecision.deny(
                        "unknown-script",
                        "What " + program() + " would run, " + text.shown()
                                + ", cannot be known before it runs. Write the command out."));
    }

    public GuardDecision scripts(Collection<Word> texts) {
        return each(texts, this::script);
    }
}
