package orchestrator.guard.shell.walk;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.NestedShell;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.ShellWord;
import orchestrator.guard.shell.syntax.Statement;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.value.Value;
import orchestrator.guard.shell.walk.Walk.Outcome;

/** Runs a command in thought: expands it, and finds out what its name stands for. */
final class SimpleCommands {
    private static final Set<String> SPECIAL = Set.of(
            ":",
            ".",
            "eval",
            "exec",
            "export",
            "readonly",
            "set",
            "shift",
            "source",
            "times",
            "trap",
            "unset",
            "return");

    private final Walk walk;
    private final VariableAssignments assignments;
    private final Builtins builtins;
    private final TouchedFiles touched;

    /** A command whose words are known. */
    record Call(List<Word> words, Map<String, Word> assignments, Stdin stdin) {
        Call running(List<Word> others) {
            return new Call(others, assignments, stdin);
        }

        String name() {
            return words.get(0).literal().orElse("");
        }

        List<Word> arguments() {
            return words.subList(1, words.size());
        }
    }

    SimpleCommands(Walk walk) {
        this.walk = walk;
        this.assignments = new VariableAssignments(walk);
        this.touched = new TouchedFiles(walk);
        this.builtins = new Builtins(walk, assignments);
    }

    Outcome run(Statement.Simple command, ShellState state) {
        List<List<Word>> alternatives = List.of(List.of());
        for (ShellWord word : command.words()) {
            if (assignments.isArray(word)) assignments.assignArray(word, state);
            else alternatives = Expander.product(alternatives, walk.expander().fields(word, state), word.source());
        }
        Redirections.Effect effect = walk.redirections().apply(command.redirects(), state);
        Map<String, Value> own = new HashMap<>();
        for (Statement.Assignment each : command.assignments()) own.put(each.name(), assignments.value(each, state));
        own.forEach((name, value) -> assignments.check(name, value, state));
        Outcome outcome = Outcome.of(state);
        List<ShellCommand> seen = walk.watching(() -> {});
        if (alternatives.size() == 1) outcome = once(command, alternatives.get(0), own, effect, state, seen);
        else {
            ShellState all = null;
            for (List<Word> words : alternatives) {
                ShellState after = walk.joined(once(command, words, own, effect, state.copy(), seen));
                all = all == null ? after : all.or(after, walk.surroundings().environment());
            }
            outcome = Outcome.of(all == null ? state : all);
        }
        boolean isKnown = seen.size() == 1 && !effect.outputs().isEmpty();
        Optional<String> printed =
                isKnown ? walk.substitutions().output(seen.get(0)).flatMap(Word::literal) : Optional.empty();
        effect.remember(printed, outcome.ok(), walk);
        if (outcome.failed() != outcome.ok()) effect.remember(printed, outcome.failed(), walk);
        return outcome;
    }

    private Outcome once(
            Statement.Simple command,
            List<Word> words,
            Map<String, Value> own,
            Redirections.Effect effect,
            ShellState state,
            List<ShellCommand> seen) {
        if (words.isEmpty()) {
            if (command.words().stream().anyMatch(word -> !assignments.isArray(word)))
                throw new UnreadableShell(
                        "shell-program", "All words of a command may be empty; write its program's name out.");
            state.variables.putAll(own);
            return Outcome.of(state);
        }
        Map<String, Word> given = assignments.given(own, state);
        Stdin outer = state.stdin;
        // Some shells keep what is assigned before these.
        boolean isSpecial = words.get(0).literal().filter(SPECIAL::contains).isPresent();
        Map<String, Value> before = new HashMap<>();
        own.forEach((name, value) -> {
            before.put(name, walk.variable(name, state));
            state.variables.put(name, value);
        });
        Outcome[] outcome = new Outcome[1];
        seen.addAll(walk.watching(() -> outcome[0] = named(command, new Call(words, given, effect.stdin()), state)));
        seen.forEach(walk::see);
        for (ShellState each : List.of(outcome[0].ok(), outcome[0].failed())) {
            if (!isExec(words)) each.stdin = outer;
            before.forEach((name, value) -> {
                Value now = each.variables.getOrDefault(name, value);
                boolean isKept = isSpecial || !now.equals(own.get(name));
                each.variables.put(name, isKept ? value.or(now, "$" + name) : value);
            });
            each.variables.put("_", Value.of(words.get(words.size() - 1)));
        }
        return outcome[0];
    }

    /** Redirections of {@code exec} alone last. */
    private static boolean isExec(List<Word> words) {
        return words.size() == 1
                && words.get(0).literal().filter("exec"::equals).isPresent();
    }

    /** Aliases and functions come before programs. */
    private Outcome named(Statement.Simple command, Call call, ShellState state) {
        String name = call.name();
        String alias = state.aliases.get(name);
        if (alias != null && command.words().get(0).plain().isPresent()) {
            ShellState child = state.copy();
            child.aliases.remove(name);
            walk.runText(alias + command.tail(), child);
        }
        Set<Statement> bodies = state.functions.getOrDefault(name, ShellState.ABSENT);
        if (bodies.equals(ShellState.ABSENT)) return dispatch(call, state);
        return functions(name, bodies, call, state);
    }

    private Outcome functions(String name, Set<Statement> bodies, Call call, ShellState state) {
        ShellState all = null;
        for (Statement body : bodies) {
            ShellState child = state.copy();
            child.uncalled.remove(name);
            child.stdin = call.stdin();
            boolean isAbsent = ShellState.ABSENT.contains(body);
            Outcome outcome = isAbsent ? dispatch(call, child) : walk.calls().call(name, body, call.arguments(), child);
            ShellState after = walk.joined(outcome);
            all = all == null ? after : all.or(after, walk.surroundings().environment());
        }
        return Outcome.of(all == null ? state : all);
    }

    /** A builtin, a shell, a script, or a program. */
    Outcome dispatch(Call call, ShellState state) {
        String name = call.words()
                .get(0)
                .literal()
                .orElseThrow(() -> unknown(call.words().get(0)));
        if (name.isEmpty() || name.startsWith("=") || name.startsWith("-") && name.length() > 1)
            throw unknown(call.words().get(0));
        Optional<Outcome> builtin = builtins.run(name, call, state);
        if (builtin.isPresent()) return builtin.get();
        program(call, state);
        return Outcome.of(state);
    }

    private static UnreadableShell unknown(Word word) {
        return new UnreadableShell(
                "shell-program",
                "It is not known which program '" + word.shown() + "' stands for; write its name out.");
    }

    private void program(Call call, ShellState state) {
        for (Optional<Path> place : state.places()) {
            ShellCommand invocation = new ShellCommand(call.words(), call.assignments(), call.stdin(), place);
            walk.see(invocation);
            walk.add(walk.surroundings().commands().judge(invocation, new Nested(state)));
            walk.scripts().run(invocation, state);
            touched.remember(invocation, state);
        }
    }

    NestedShell nested(ShellState state) {
        return new Nested(state);
    }

    /** What a command runs in turn sees files and exported variables, but neither functions nor aliases. */
    private final class Nested implements NestedShell {
        private final ShellState state;

        private Nested(ShellState state) {
            this.state = state;
        }

        @Override
        public GuardDecision script(String text, ShellCommand by) {
            return walk.apart(() -> {
                ShellState child = walk.scripts().childOf(state, by);
                walk.runText(text, child);
                state.learnFilesFrom(child);
            });
        }

        @Override
        public boolean isMade(Path file) {
            return walk.scripts().isMade(file, state);
        }

        @Override
        public Optional<String> made(Path file) {
            return state.written.getOrDefault(file.normalize(), Optional.empty());
        }

        @Override
        public GuardDecision command(ShellCommand command) {
            return walk.apart(() -> {
                ShellState child = walk.scripts().childOf(state, command);
                walk.deeper(() -> dispatch(new Call(command.words(), command.assignments(), command.stdin()), child));
                state.learnFilesFrom(child);
            });
        }
    }
}
