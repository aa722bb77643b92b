package orchestrator.guard.shell.walk;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.guard.FileRules;
import orchestrator.guard.FileView;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.CommandRules;
import orchestrator.guard.shell.syntax.ShellReader;
import orchestrator.guard.shell.syntax.Statement;
import orchestrator.guard.shell.value.Environment;

/** Judges a shell text by everything that it could run, read and write. Never throws; safe for several threads. */
public final class ShellJudge {
    private final Surroundings surroundings;

    /** What a walk needs to know of the world. */
    record Surroundings(
            CommandRules commands, FileRules files, FileView view, Environment environment, ShellReader reader) {}

    /** @param environment known variables of the shell, such as {@code HOME} and {@code TMPDIR} */
    public ShellJudge(CommandRules commands, FileRules files, FileView view, Map<String, String> environment) {
        this.surroundings = new Surroundings(commands, files, view, new Environment(environment), new ShellReader());
    }

    public GuardDecision judge(String text, Path directory) {
        try {
            Walk walk = new Walk(surroundings);
            return walk.apart(() -> run(walk, text, directory));
        } catch (StackOverflowError e) {
            return GuardDecision.deny(
                    "shell-depth", "The command is nested too deeply to be judged; write it as separate commands.");
        } catch (RuntimeException | LinkageError e) {
            return GuardDecision.deny(
                    "shell-error", "The guard failed on this command (" + e + "); write it more simply.");
        }
    }

    private static void run(Walk walk, String text, Path directory) {
        ShellState state = walk.joined(walk.runText(text, new ShellState(directory)));
        for (String trap : List.copyOf(walk.traps())) walk.runText(trap, state.copy());
        // A function that this text never calls may still be exported to a shell that does.
        for (Map.Entry<String, Statement> each : Map.copyOf(state.uncalled).entrySet())
            walk.calls().call(each.getKey(), each.getValue(), List.of(), state);
    }
}
