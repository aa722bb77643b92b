package orchestrator.guard.shell.walk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.walk.SimpleCommands.Call;
import orchestrator.guard.shell.walk.Walk.Outcome;

/** Commands that change the shell itself or run others within it. */
final class Builtins {
    private final Walk walk;
    private final Directories directories;
    private final VariableBuiltins variables;
    private final Texts texts;

    Builtins(Walk walk, VariableAssignments assignments) {
        this.walk = walk;
        this.directories = new Directories(walk);
        this.variables = new VariableBuiltins(walk, assignments);
        this.texts = new Texts(walk);
    }

    /** Empty if that name is no such builtin. */
    Optional<Outcome> run(String name, Call call, ShellState state) {
        return switch (name) {
            case "cd", "chdir" -> Optional.of(directories.change(call.arguments(), state));
            case "pushd" -> Optional.of(directories.push(call.arguments(), state));
            case "popd" -> Optional.of(directories.pop(state));
            case "command", "builtin", "exec", "noglob", "nocorrect", "-" -> wrapped(name, call, state);
            case "eval" -> Optional.of(texts.eval(call, state));
            case "source", "." -> Optional.of(texts.source(call, state));
            case "trap" -> Optional.of(texts.trap(call, state));
            case "alias" -> Optional.of(texts.alias(call, state));
            case "exit", "return", "break", "continue", "logout" -> Optional.of(leave(name, call.arguments(), state));
            case "export", "declare", "typeset", "local", "readonly" ->
                Optional.of(variables.declare(name, call.arguments(), state));
            case "unset" -> Optional.of(variables.unset(call.arguments(), state));
            case "set" -> Optional.of(variables.set(call.arguments(), state));
            case "shift" -> Optional.of(variables.shift(call.arguments(), state));
            case "read", "mapfile", "readarray", "getopts" -> Optional.of(variables.read(name, call, state));
            case "printf" -> variables.printf(call, state);
            case "let", "test", "[" -> variables.calculate(name, call.arguments(), state);
            case "enable", "hash", "jobs", "compgen", "complete", "bind", "fc", "emulate", "repeat", "zargs" ->
                odd(name, call, state);
            default -> Optional.empty();
        };
    }

    /** Those that only wrap another command. */
    private Optional<Outcome> wrapped(String name, Call call, ShellState state) {
        List<Word> arguments = call.arguments();
        int at = 0;
        while (at < arguments.size() && arguments.get(at).prefix().startsWith("-") && !name.equals("-")) {
            String option = arguments.get(at).literal().orElse("");
            if (name.equals("command") && option.matches("-[vV]+")) return Optional.empty();
            if (!option.matches("--|-[pcla]+"))
                throw new UnreadableShell("shell-program", "'" + name + "' is called with an unknown option.");
            at += name.equals("exec") && option.endsWith("a") ? 2 : 1;
            if (option.equals("--")) break;
        }
        if (at >= arguments.size()) {
            if (name.equals("exec")) state.stdin = call.stdin();
            return Optional.of(Outcome.of(state));
        }
        Call inner = call.running(arguments.subList(at, arguments.size()));
        Outcome outcome = walk.deeper(() -> walk.simple().dispatch(inner, state));
        if (!name.equals("exec")) return Optional.of(outcome);
        ShellState dead = outcome.ok();
        dead.isDead = true;
        return Optional.of(Outcome.of(dead));
    }

    /** What follows does not run, unless the arguments are refused. */
    private Outcome leave(String name, List<Word> arguments, ShellState state) {
        boolean isSure = arguments.size() <= 1
                && arguments.stream().allMatch(each -> each.sample().orElse("").matches("\\d+"));
        if (name.equals("break") || name.equals("continue") || name.equals("return"))
            walk.calls().escape(state);
        if (isSure
                && (name.equals("exit") || name.equals("return") && walk.calls().isInFunction())) state.isDead = true;
        return Outcome.of(state);
    }

    /** Options by which these run or replace commands. */
    private static final Map<String, String> CALLING = Map.of(
            "enable",
            "-.*f.*",
            "hash",
            "-.*p.*",
            "jobs",
            "-.*x.*",
            "compgen",
            "-.*[CFW].*",
            "complete",
            "-.*[CF].*",
            "bind",
            "-.*[xf].*",
            "fc",
            "-.*[es].*");

    private Optional<Outcome> odd(String name, Call call, ShellState state) {
        String calling = CALLING.getOrDefault(name, "");
        boolean isCalling = call.arguments().stream()
                .anyMatch(each ->
                        each.literal().map(text -> text.matches(calling)).orElse(true));
        boolean isZsh = !CALLING.containsKey(name);
        if (isCalling || isZsh)
            walk.add(GuardDecision.deny(
                    "shell-code", "'" + name + "' may run or replace other commands; write the command openly."));
        return Optional.of(Outcome.of(state));
    }
}
