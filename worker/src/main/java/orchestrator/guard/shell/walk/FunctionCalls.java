package orchestrator.guard.shell.walk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.Statement;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.value.Value;
import orchestrator.guard.shell.walk.Walk.Outcome;

/** Functions that are running, where the shell forks among them, and the places that they and loops are left from. */
final class FunctionCalls {
    private static final int ESCAPES_MAX = 64;
    /** Among the names of functions: here the shell forks. */
    private static final String FORK = "|";

    private final Walk walk;
    private final Deque<String> calls = new ArrayDeque<>();
    private final List<ShellState> escaped = new ArrayList<>();

    FunctionCalls(Walk walk) {
        this.walk = walk;
    }

    void fork() {
        calls.push(FORK);
    }

    int size() {
        return calls.size();
    }

    /** After a refusal. */
    void leaveUntil(int size) {
        while (calls.size() > size) calls.pop();
    }

    void leave() {
        calls.pop();
    }

    /** A function's body with arguments of its own. */
    Outcome call(String name, Statement body, List<Word> arguments, ShellState state) {
        long open = calls.stream().filter(name::equals).count();
        if (open > 0 && forksSince(name))
            throw new UnreadableShell("fork-bomb", "The function " + name + " starts copies of itself without end.");
        if (open > 2) return Outcome.of(state);
        List<Word> outer = state.positional;
        state.positional = open > 1 ? List.of(Value.unknownWord("$@")) : arguments;
        int before = escaped.size();
        calls.push(name);
        Outcome found = walk.deeper(() -> walk.run(body, state));
        calls.pop();
        ShellState after = withEscaped(walk.joined(found));
        while (escaped.size() > before) escaped.remove(escaped.size() - 1);
        after.positional = outer;
        return Outcome.of(after);
    }

    boolean isInFunction() {
        return calls.stream().anyMatch(each -> !each.equals(FORK));
    }

    private boolean forksSince(String name) {
        for (String each : calls) {
            if (each.equals(FORK)) return true;
            if (each.equals(name)) return false;
        }
        return false;
    }

    /** Goes on elsewhere from here: behind a loop or a function. */
    void escape(ShellState state) {
        if (escaped.size() < ESCAPES_MAX) escaped.add(state.copy());
        else state.directories = Set.of();
    }

    ShellState withEscaped(ShellState state) {
        ShellState all = state;
        for (ShellState each : escaped) {
            each.positional = state.positional;
            each.stdin = state.stdin;
            all = all.or(each.copy(), walk.surroundings().environment());
        }
        return all;
    }

    /** Behind a loop, with the places that it may have been left from. */
    ShellState afterLoop(ShellState state) {
        ShellState all = withEscaped(state);
        if (!isInFunction()) escaped.clear();
        return all;
    }
}
