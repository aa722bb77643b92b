package orchestrator.guard.shell.walk;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.Redirect;
import orchestrator.guard.shell.syntax.ShellWord;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.value.Value;

/** Judges the files that commands are redirected from and to. */
final class Redirections {
    private static final Set<String> FREE =
            Set.of("/dev/null", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/tty", "/dev/zero", "/dev/full");

    private final Walk walk;

    Redirections(Walk walk) {
        this.walk = walk;
    }

    /**
     * What redirections do to a command.
     *
     * @param outputs files that receive its standard output
     * @param appends the ones among them that keep what is in them
     * @param others files that receive something else
     */
    record Effect(Stdin stdin, Set<Path> outputs, Set<Path> appends, Set<Path> others) {

        /** What stands in the files now is not known. */
        void forget(ShellState state) {
            outputs.forEach(path -> state.written.put(path, Optional.empty()));
            others.forEach(path -> state.written.put(path, Optional.empty()));
        }

        /** The command has printed this. */
        void remember(Optional<String> text, ShellState state, Walk walk) {
            Optional<Path> path = outputs.size() == 1 ? outputs.stream().findFirst() : Optional.empty();
            Optional<String> before = path.filter(appends::contains).isPresent()
                    ? walk.scripts().text(path.get(), state)
                    : Optional.of("");
            forget(state);
            if (path.isPresent()) state.written.put(path.get(), before.flatMap(old -> text.map(old::concat)));
        }
    }

    Effect apply(List<Redirect> redirects, ShellState state) {
        Effect effect = new Effect(state.stdin, new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        for (Redirect redirect : redirects) effect = apply(redirect, effect, state);
        return effect;
    }

    private Effect apply(Redirect redirect, Effect effect, ShellState state) {
        String operator = redirect.operator();
        if (operator.equals("<<") || operator.equals("<<<")) {
            List<Word> texts = walk.expander().text(redirect.target(), state);
            Word text = texts.size() == 1
                    ? texts.get(0)
                    : Value.unknownWord(redirect.target().source());
            return redirect.isInput() ? reading(effect, new Stdin.Text(text)) : effect;
        }
        Optional<ShellWord.Process> process = process(redirect.target());
        if (process.isPresent()) {
            List<ShellCommand> from = walk.substitutions().run(process.get(), state);
            return redirect.isInput() ? reading(effect, new Stdin.Pipe(from)) : effect;
        }
        List<List<Word>> alternatives = walk.expander().fields(redirect.target(), state);
        boolean isDuplicate = operator.endsWith("&") && alternatives.stream().allMatch(Redirections::isDescriptor);
        if (isDuplicate) return redirect.isInput() ? reading(effect, Value.unknownWord("<&")) : effect;
        for (List<Word> alternative : alternatives) {
            if (alternative.size() != 1) throw unknown(redirect.target().source());
            file(redirect, alternative.get(0), effect, state);
        }
        boolean isRead = operator.equals("<") || operator.equals("<>");
        if (!isRead || !redirect.isInput()) return effect;
        Word target = alternatives.size() == 1
                ? alternatives.get(0).get(0)
                : Value.unknownWord(redirect.target().source());
        return target.literal().filter(FREE::contains).isPresent() ? effect : reading(effect, new Stdin.File(target));
    }

    private static Effect reading(Effect effect, Stdin stdin) {
        return new Effect(stdin, effect.outputs(), effect.appends(), effect.others());
    }

    private static Effect reading(Effect effect, Word text) {
        return reading(effect, new Stdin.Text(text));
    }

    private static Optional<ShellWord.Process> process(ShellWord target) {
        boolean isProcess = target.parts().size() == 1 && target.parts().get(0) instanceof ShellWord.Process;
        return isProcess ? Optional.of((ShellWord.Process) target.parts().get(0)) : Optional.empty();
    }

    private static boolean isDescriptor(List<Word> words) {
        return words.size() == 1
                && words.get(0).sample().filter(text -> text.matches("\\d*-?")).isPresent();
    }

    private void file(Redirect redirect, Word target, Effect effect, ShellState state) {
        boolean isOnlyRead =
                redirect.operator().equals("<") || redirect.operator().equals("<&");
        if (isOnlyRead && target.sample().isEmpty() && !target.hasGlob()) return;
        String text = target.sample().orElseThrow(() -> unknown(target.shown()));
        if (text.isEmpty() || FREE.contains(text) || text.matches("/dev/fd/\\d+|/proc/self/fd/\\d+")) return;
        if (text.matches("/dev/(tcp|udp)/.*")) {
            walk.add(GuardDecision.ask(
                    "network",
                    "The redirection to " + text + " opens a network connection; use curl, or report what you need."));
            return;
        }
        boolean isRead = redirect.operator().startsWith("<");
        for (Optional<Path> place : state.places()) {
            Path path =
                    Expander.path(text, place).orElseThrow(() -> unknown(target.shown() + " in an unknown directory"));
            if (isRead) walk.add(walk.surroundings().files().read(path));
            if (isOnlyRead) continue;
            walk.add(walk.surroundings().files().write(path));
            (redirect.isOutput() ? effect.outputs() : effect.others()).add(path.normalize());
            if (redirect.operator().endsWith(">>")) effect.appends().add(path.normalize());
        }
    }

    private static UnreadableShell unknown(String source) {
        return new UnreadableShell(
                "shell-redirect", "It is not known which file '" + source + "' is redirected to; write its path out.");
    }
}
