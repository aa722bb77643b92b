package orchestrator.guard.shell.walk;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.ShellWord;
import orchestrator.guard.shell.syntax.Statement;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.value.Environment;
import orchestrator.guard.shell.value.Value;
import orchestrator.guard.shell.walk.Walk.Outcome;

/** Choices and loops: every branch may be taken, and a loop may end at any time. */
final class Branches {
    private static final int UNROLLED_MAX = 40;
    private static final int PASSES_MAX = 3;

    private final Walk walk;
    private final Environment environment;

    Branches(Walk walk) {
        this.walk = walk;
        this.environment = walk.surroundings().environment();
    }

    ShellState run(Statement statement, ShellState state) {
        if (statement instanceof Statement.If choice) return choice(choice, state);
        if (statement instanceof Statement.Case cases) return cases(cases, state);
        if (statement instanceof Statement.For loop) return walk.calls().afterLoop(items(loop, state));
        if (statement instanceof Statement.While loop) return endless(loop, state);
        Statement.Counting counting = (Statement.Counting) statement;
        Numbers.assigned(counting.expressions(), state);
        Numbers.expressions(counting.expressions(), walk.expander(), walk, state);
        Statement nothing = new Statement.Sequence(List.of());
        return walk.calls().afterLoop(passes(nothing, false, counting.body(), state));
    }

    private ShellState endless(Statement.While loop, ShellState state) {
        String condition = loop.condition().toString();
        boolean isEndless = condition.contains("text=" + (loop.isUntil() ? "false" : "true") + ",")
                || !loop.isUntil() && condition.contains("text=:,");
        if (isEndless && forks(loop.body()))
            throw new UnreadableShell("fork-bomb", "The loop starts processes in the background without end.");
        return walk.calls().afterLoop(passes(loop.condition(), loop.isUntil(), loop.body(), state));
    }

    /** True if it only starts things in the background, and waits for nothing. */
    private static boolean forks(Statement body) {
        return body instanceof Statement.Sequence list
                && list.statements().stream().allMatch(Statement.Background.class::isInstance);
    }

    private ShellState choice(Statement.If choice, ShellState state) {
        Outcome condition = walk.run(choice.condition(), state);
        ShellState failed =
                condition.failed() == condition.ok() ? condition.failed().copy() : condition.failed();
        ShellState then = walk.joined(walk.run(choice.then(), condition.ok()));
        ShellState otherwise = choice.otherwise().isEmpty()
                ? failed
                : walk.joined(walk.run(choice.otherwise().get(), failed));
        return then.or(otherwise, environment);
    }

    private ShellState cases(Statement.Case cases, ShellState state) {
        walk.expander().run(cases.subject(), state);
        ShellState all = state.copy();
        ShellState before = state;
        for (Statement.Branch branch : cases.branches()) {
            for (ShellWord pattern : branch.patterns()) walk.expander().run(pattern, before);
            // From the end of the branch before, too, since ';&' goes on there.
            ShellState after = walk.joined(walk.run(branch.body(), before.copy()));
            before = before.or(after.copy(), environment);
            all = all.or(after, environment);
        }
        return all;
    }

    /** A loop over few known words is one command after the other. */
    private ShellState items(Statement.For loop, ShellState state) {
        List<List<Word>> alternatives = new ArrayList<>(List.of(List.of()));
        if (loop.words().isEmpty()) alternatives = List.of(state.positional);
        else
            for (ShellWord word : loop.words().get())
                alternatives = Expander.product(alternatives, walk.expander().fields(word, state), word.source());
        boolean isExact = alternatives.size() == 1 && alternatives.get(0).size() <= UNROLLED_MAX;
        return isExact ? unrolled(loop, alternatives.get(0), state) : any(loop, alternatives, state);
    }

    private ShellState unrolled(Statement.For loop, List<Word> items, ShellState state) {
        ShellState now = state;
        for (Word item : items) {
            boolean isSeveral = item.hasGlob() || item.hasUnknown();
            for (int pass = 0; pass < (isSeveral ? 2 : 1); pass++) {
                ShellState before = now.copy();
                now.variables.put(loop.variable(), Value.of(item));
                now = walk.joined(walk.run(loop.body(), now));
                if (isSeveral) now = now.or(before, environment);
            }
        }
        return now;
    }

    private ShellState any(Statement.For loop, List<List<Word>> alternatives, ShellState state) {
        List<List<Word>> values = alternatives.stream()
                .flatMap(List::stream)
                .distinct()
                .map(List::of)
                .toList();
        Value value = values.size() > UNROLLED_MAX ? sampled(values, loop.variable()) : new Value(values);
        ShellState now = state;
        for (int pass = 0; pass < PASSES_MAX; pass++) {
            ShellState before = now.copy();
            now.variables.put(loop.variable(), value);
            now = walk.joined(walk.run(loop.body(), now)).or(before.copy(), environment);
            if (now.isLike(before)) break;
            if (pass > 0) now.forgetDifferences(before);
        }
        return now;
    }

    /** Of many numbers one stands for all. */
    private static Value sampled(List<List<Word>> values, String name) {
        boolean areNumbers = values.stream()
                .allMatch(each -> each.get(0).literal().orElse("").matches("\\d+"));
        return areNumbers ? Value.unknownToken("$" + name) : Value.unknown("$" + name);
    }

    private ShellState passes(Statement condition, boolean isUntil, Statement body, ShellState state) {
        ShellState now = state;
        for (int pass = 0; ; pass++) {
            ShellState before = now.copy();
            Outcome tested = walk.run(condition, now);
            ShellState entered = isUntil ? tested.failed() : tested.ok();
            ShellState left = isUntil ? tested.ok() : tested.failed();
            if (entered == left) left = entered.copy();
            now = walk.joined(walk.run(body, entered)).or(left, environment).or(before.copy(), environment);
            if (now.isLike(before)) return now;
            if (pass > PASSES_MAX)
                throw new UnreadableShell(
                        "shell-size", "What the loop does changes with every pass; write it as a program.");
            if (pass > 0) now.forgetDifferences(before);
        }
    }
}
