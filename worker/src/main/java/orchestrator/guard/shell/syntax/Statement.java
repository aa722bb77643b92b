package orchestrator.guard.shell.syntax;

import java.util.List;
import java.util.Optional;

/** A command of any form. */
public sealed interface Statement {

    /**
     * A program, builtin or function with its arguments, or only assignments.
     *
     * @param tail source of what follows the first word, for aliases
     */
    record Simple(List<Assignment> assignments, List<ShellWord> words, List<Redirect> redirects, String tail)
            implements Statement {
        public Simple {
            assignments = List.copyOf(assignments);
            words = List.copyOf(words);
            redirects = List.copyOf(redirects);
        }
    }

    /** @param isElement true for {@code a[1]=x} */
    record Assignment(String name, boolean isElement, boolean isAppend, ShellWord index, ShellWord value) {}

    /** One after the other. */
    record Sequence(List<Statement> statements) implements Statement {
        public Sequence {
            statements = List.copyOf(statements);
        }
    }

    /** {@code a && b} or {@code a || b}. */
    record Either(Statement first, boolean isAnd, Statement second) implements Statement {}

    /** At least two commands. */
    record Pipeline(List<Statement> commands) implements Statement {
        public Pipeline {
            commands = List.copyOf(commands);
        }
    }

    record Not(Statement negated) implements Statement {}

    record Background(Statement statement) implements Statement {}

    record Subshell(Statement body) implements Statement {}

    record If(Statement condition, Statement then, Optional<Statement> otherwise) implements Statement {}

    /** {@code while} or {@code until}. */
    record While(Statement condition, boolean isUntil, Statement body) implements Statement {}

    /** {@code for x in words}, or {@code select}; without {@code in} it goes over the positional parameters. */
    record For(String variable, Optional<List<ShellWord>> words, Statement body) implements Statement {}

    /** {@code for ((…;…;…))}. */
    record Counting(ShellWord expressions, Statement body) implements Statement {}

    record Case(ShellWord subject, List<Branch> branches) implements Statement {
        public Case {
            branches = List.copyOf(branches);
        }
    }

    record Branch(List<ShellWord> patterns, Statement body) {
        public Branch {
            patterns = List.copyOf(patterns);
        }
    }

    record Function(String name, Statement body) implements Statement {}

    /** {@code [[ … ]]}: only what its words expand matters. */
    record Condition(List<ShellWord> words) implements Statement {
        public Condition {
            words = List.copyOf(words);
        }
    }

    /** {@code ((…))}. */
    record Calculation(ShellWord expression) implements Statement {}

    /** A compound command with redirections. */
    record Redirected(Statement body, List<Redirect> redirects) implements Statement {
        public Redirected {
            redirects = List.copyOf(redirects);
        }
    }
}
