package orchestrator.guard.shell.walk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.walk.SimpleCommands.Call;
import orchestrator.guard.shell.walk.Walk.Outcome;

/** Builtins that run text as code. */
final class Texts {
    private final Walk walk;

    Texts(Walk walk) {
        this.walk = walk;
    }

    private static UnreadableShell unknown(String shown) {
        return new UnreadableShell(
                "shell-code",
                "It is not known what '" + shown + "' is when the shell runs it; write the command openly.");
    }

    Outcome eval(Call call, ShellState state) {
        StringBuilder text = new StringBuilder();
        for (Word word : call.arguments()) {
            boolean isEnd =
                    text.isEmpty() && word.literal().filter("--"::equals).isPresent();
            if (!isEnd)
                text.append(word.literal().orElseThrow(() -> unknown(word.shown())))
                        .append(' ');
        }
        state.stdin = call.stdin();
        return text.isEmpty() ? Outcome.of(state) : walk.runText(text.toString().stripTrailing(), state);
    }

    Outcome source(Call call, ShellState state) {
        List<Word> arguments = call.arguments();
        if (arguments.isEmpty()) return Outcome.of(state);
        String name = arguments
                .get(0)
                .sample()
                .orElseThrow(() -> unknown(arguments.get(0).shown()));
        if (name.matches("/dev/stdin|/dev/fd/0|/proc/self/fd/0")) {
            if (!(call.stdin() instanceof Stdin.Text text)) throw unknown(name);
            return walk.runText(text.text().literal().orElseThrow(() -> unknown(name)), state);
        }
        for (Optional<Path> place : state.places()) {
            Optional<Path> path = Expander.path(name, place);
            if (path.isPresent()) source(name, path.get(), call, place, state);
        }
        return Outcome.of(state);
    }

    private void source(String name, Path path, Call call, Optional<Path> place, ShellState state) {
        walk.add(walk.surroundings().files().read(path));
        boolean isWritten = state.written.containsKey(path.normalize());
        Optional<String> text = walk.scripts().text(path, state);
        if (text.isEmpty() || isWritten || state.touched.containsKey(path.normalize())) {
            ShellCommand by = new ShellCommand(call.words(), call.assignments(), call.stdin(), place);
            walk.scripts()
                    .file(name, call.arguments().subList(1, call.arguments().size()), by, state, true);
            if (text.isEmpty()) return;
        }
        ShellState child = state.copy();
        GuardDecision found = walk.apart(() -> walk.joined(walk.runText(text.get(), child)));
        boolean isUnread = found.isDenied() && found.rule().startsWith("shell-") && !isWritten;
        walk.add(
                isUnread
                        ? GuardDecision.watch(
                                "script-unread", "Not all of the script " + name + " can be judged: " + found.reason())
                        : found);
        state.or(child, walk.surroundings().environment());
    }

    Outcome trap(Call call, ShellState state) {
        List<Word> arguments = call.arguments();
        if (!arguments.isEmpty()
                && arguments.get(0).literal().filter("--"::equals).isPresent())
            arguments = arguments.subList(1, arguments.size());
        if (arguments.isEmpty()) return Outcome.of(state);
        Word first = arguments.get(0);
        String text = first.literal().orElseThrow(() -> unknown(first.shown()));
        if (text.isEmpty() || text.equals("-") || text.equals("-l") || text.equals("-p")) return Outcome.of(state);
        boolean isAtEnd = arguments.stream()
                .skip(1)
                .allMatch(each -> each.literal().orElse("").matches("EXIT|0"));
        if (!isAtEnd) walk.runText(text, state.copy());
        walk.traps().add(text);
        return Outcome.of(state);
    }

    Outcome alias(Call call, ShellState state) {
        for (Word word : call.arguments()) {
            String text = word.literal().orElseThrow(() -> unknown(word.shown()));
            int equals = text.indexOf('=');
            if (equals < 0) continue;
            String name = text.substring(0, equals);
            if (!name.matches("[A-Za-z0-9_.+-]+")) throw unknown(name);
            String body = text.substring(equals + 1);
            if (!body.isBlank()) walk.runText(body, state.copy());
            state.aliases.put(name, body);
        }
        return Outcome.of(state);
    }
}
