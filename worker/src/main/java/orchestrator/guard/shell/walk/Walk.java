package orchestrator.guard.shell.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.ShellWord;
import orchestrator.guard.shell.syntax.Statement;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.value.Value;

/** Goes through statements as a shell could, and judges each command on the way. Refusals end it by an exception. */
final class Walk {
    private static final int STEPS_MAX = 20_000;
    private static final int DEPTH_MAX = 20;

    private final ShellJudge.Surroundings surroundings;
    private final Expander expander;
    private final Substitutions substitutions;
    private final SimpleCommands simple;
    private final Redirections redirections;
    private final Scripts scripts;
    private final List<String> traps = new ArrayList<>();
    private final KnownVariables variables;
    private final FunctionCalls calls = new FunctionCalls(this);
    private GuardDecision decision = GuardDecision.ALLOWED;
    private List<ShellCommand> seen = new ArrayList<>();
    private int steps;
    private int depth;

    /** @param ok how it goes on if the statement succeeds */
    record Outcome(ShellState ok, ShellState failed) {
        static Outcome of(ShellState state) {
            return new Outcome(state, state);
        }
    }

    Walk(ShellJudge.Surroundings surroundings) {
        this.surroundings = surroundings;
        this.variables = new KnownVariables(surroundings.environment());
        this.expander = new Expander(this);
        this.substitutions = new Substitutions(this);
        this.redirections = new Redirections(this);
        this.scripts = new Scripts(this);
        this.simple = new SimpleCommands(this);
    }

    ShellJudge.Surroundings surroundings() {
        return surroundings;
    }

    Expander expander() {
        return expander;
    }

    Substitutions substitutions() {
        return substitutions;
    }

    Redirections redirections() {
        return redirections;
    }

    Scripts scripts() {
        return scripts;
    }

    /** Texts that run when the shell ends. */
    List<String> traps() {
        return traps;
    }

    FunctionCalls calls() {
        return calls;
    }

    SimpleCommands simple() {
        return simple;
    }

    GuardDecision decision() {
        return decision;
    }

    void add(GuardDecision added) {
        decision = decision.or(added);
        if (decision.isDenied()) throw new UnreadableShell(decision.rule(), decision.reason());
    }

    void see(ShellCommand invocation) {
        if (seen.size() < 64) seen.add(invocation);
    }

    /** The commands that ran meanwhile. */
    List<ShellCommand> watching(Runnable work) {
        List<ShellCommand> outer = seen;
        seen = new ArrayList<>();
        try {
            work.run();
            return seen;
        } finally {
            seen = outer;
        }
    }

    /** Judges something on its own, whatever was found before. */
    GuardDecision apart(Runnable work) {
        GuardDecision outer = decision;
        int outerDepth = depth;
        int outerCalls = calls.size();
        decision = GuardDecision.ALLOWED;
        try {
            work.run();
            return decision;
        } catch (UnreadableShell refused) {
            return GuardDecision.deny(refused.rule(), refused.reason());
        } finally {
            decision = outer;
            depth = outerDepth;
            calls.leaveUntil(outerCalls);
        }
    }

    /** Text that runs in this state, such as that of {@code eval}. */
    Outcome runText(String text, ShellState state) {
        return deeper(() -> run(surroundings.reader().read(text, 0), state));
    }

    <T> T deeper(Supplier<T> work) {
        if (++depth > DEPTH_MAX)
            throw new UnreadableShell(
                    "shell-depth", "The command is nested too deeply to be judged; write it as separate commands.");
        T found = work.get();
        depth--;
        return found;
    }

    Value variable(String name, ShellState state) {
        return variables.value(name, state);
    }

    Outcome run(Statement statement, ShellState state) {
        if (++steps > STEPS_MAX)
            throw new UnreadableShell(
                    "shell-size", "The command has too many steps to be judged; write it as a program.");
        if (statement instanceof Statement.Simple command) return simple.run(command, state);
        if (statement instanceof Statement.Sequence sequence) return sequence(sequence, state);
        if (statement instanceof Statement.Either either) return either(either, state);
        if (statement instanceof Statement.Pipeline pipeline) return pipeline(pipeline, state);
        if (statement instanceof Statement.Not not) {
            Outcome found = run(not.negated(), state);
            return new Outcome(found.failed(), found.ok());
        }
        if (statement instanceof Statement.Background background) return forked(background.statement(), state);
        if (statement instanceof Statement.Subshell subshell) return child(subshell.body(), state);
        if (statement instanceof Statement.Function function) {
            state.functions.put(function.name(), java.util.Set.of(function.body()));
            state.uncalled.put(function.name(), function.body());
            return Outcome.of(state);
        }
        if (statement instanceof Statement.Redirected redirected) return redirected(redirected, state);
        if (statement instanceof Statement.Condition condition) return condition(condition.words(), state);
        if (statement instanceof Statement.Calculation calculation) return calculation(calculation.expression(), state);
        return Outcome.of(new Branches(this).run(statement, state));
    }

    private Outcome condition(List<ShellWord> words, ShellState state) {
        for (ShellWord word : words) for (Word text : expander.text(word, state)) Numbers.check(text, this, state);
        return Outcome.of(state);
    }

    private Outcome calculation(ShellWord expression, ShellState state) {
        Numbers.assigned(expression, state);
        Numbers.expressions(expression, expander, this, state);
        return Outcome.of(state);
    }

    private Outcome sequence(Statement.Sequence sequence, ShellState state) {
        Outcome last = Outcome.of(state);
        for (Statement each : sequence.statements()) last = run(each, joined(last));
        return last;
    }

    ShellState joined(Outcome outcome) {
        return outcome.ok().or(outcome.failed(), surroundings.environment());
    }

    private Outcome either(Statement.Either either, ShellState state) {
        Outcome first = run(either.first(), state);
        ShellState taken = either.isAnd() ? first.ok() : first.failed();
        ShellState skipped = either.isAnd() ? first.failed() : first.ok();
        Outcome second = run(either.second(), taken == skipped ? taken.copy() : taken);
        ShellState same = either.isAnd() ? second.failed() : second.ok();
        ShellState other = either.isAnd() ? second.ok() : second.failed();
        ShellState joined = (same == other ? same.copy() : same).or(skipped, surroundings.environment());
        return either.isAnd() ? new Outcome(other, joined) : new Outcome(joined, other);
    }

    private Outcome pipeline(Statement.Pipeline pipeline, ShellState state) {
        Stdin stdin = state.stdin;
        ShellState last = state;
        calls.fork();
        for (Statement each : pipeline.commands()) {
            ShellState child = state.copy();
            child.stdin = stdin;
            List<ShellCommand> found = watching(() -> run(each, child));
            found.forEach(this::see);
            state.learnFilesFrom(child);
            stdin = new Stdin.Pipe(found);
            last = child;
        }
        calls.leave();
        last.stdin = state.stdin;
        last.isDead = state.isDead;
        // Bash runs the last command in a shell of its own, zsh in this one.
        return Outcome.of(state.or(last, surroundings.environment()));
    }

    private Outcome forked(Statement statement, ShellState state) {
        calls.fork();
        Outcome found = child(statement, state);
        calls.leave();
        return found;
    }

    /** Its variables and directory are its own. */
    Outcome child(Statement statement, ShellState state) {
        ShellState child = state.copy();
        child = joined(run(statement, child));
        state.learnFilesFrom(child);
        return Outcome.of(state);
    }

    private Outcome redirected(Statement.Redirected redirected, ShellState state) {
        Stdin outer = state.stdin;
        Redirections.Effect effect = redirections.apply(redirected.redirects(), state);
        state.stdin = effect.stdin();
        Outcome found = run(redirected.body(), state);
        effect.forget(found.ok());
        effect.forget(found.failed());
        found.ok().stdin = outer;
        found.failed().stdin = outer;
        return found;
    }
}
