package orchestrator.guard.shell.walk;

import java.util.List;
import java.util.Optional;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.ShellWord;
import orchestrator.guard.shell.syntax.Statement;
import orchestrator.guard.shell.value.Outputs;
import orchestrator.guard.shell.value.Value;

/** Command and process substitutions: what is in them runs, and the output of a few commands is known. */
final class Substitutions {
    private final Walk walk;
    private final Outputs outputs;

    Substitutions(Walk walk) {
        this.walk = walk;
        this.outputs =
                new Outputs(walk.surroundings().view(), walk.surroundings().environment());
    }

    Value value(ShellWord.Command command, ShellState state) {
        ShellState child = state.copy();
        List<ShellCommand> found = walk.watching(() -> walk.run(command.body(), child));
        state.learnFilesFrom(child);
        if (!isPlain(command.body()) || found.isEmpty()) return Value.unknown(command.source());
        boolean isPipe = !(single(command.body()) instanceof Statement.Simple);
        if (!isPipe && found.size() > 1) return Value.unknown(command.source());
        return outputs.of(found.get(found.size() - 1), command.source())
                .map(Outputs::withoutLastLines)
                .map(Value::of)
                .orElseGet(() -> Value.unknown(command.source()));
    }

    /** What a command prints, if that is known. */
    Optional<Word> output(ShellCommand invocation) {
        return outputs.of(invocation, invocation.words().get(0).shown());
    }

    private static Statement single(Statement body) {
        boolean isSingle =
                body instanceof Statement.Sequence list && list.statements().size() == 1;
        return isSingle ? ((Statement.Sequence) body).statements().get(0) : body;
    }

    private static boolean isPlain(Statement body) {
        Statement single = single(body);
        if (single instanceof Statement.Pipeline pipeline) {
            int last = pipeline.commands().size() - 1;
            return pipeline.commands().get(last) instanceof Statement.Simple simple
                    && simple.redirects().isEmpty();
        }
        return single instanceof Statement.Simple simple
                && simple.redirects().stream()
                        .allMatch(each -> each.operator().startsWith("<")
                                || each.descriptor().equals("2"));
    }

    /** Runs {@code <(…)} or {@code >(…)} and says which commands are in it. */
    List<ShellCommand> run(ShellWord.Process process, ShellState state) {
        ShellState child = state.copy();
        if (!process.isInput()) child.stdin = new Stdin.Pipe(List.of());
        List<ShellCommand> found = walk.watching(() -> walk.run(process.body(), child));
        state.learnFilesFrom(child);
        found.forEach(walk::see);
        return found;
    }
}
