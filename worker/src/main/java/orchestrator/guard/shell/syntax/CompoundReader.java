package orchestrator.guard.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.guard.shell.syntax.Statement.Branch;
import orchestrator.guard.shell.syntax.Statement.Case;
import orchestrator.guard.shell.syntax.Statement.Function;
import org.jspecify.annotations.Nullable;

/** Reads commands that begin with a keyword or a parenthesis. */
final class CompoundReader {
    private static final Pattern FUNCTION = Pattern.compile("([A-Za-z0-9_:.+@-]+)[ \\t]*\\([ \\t]*\\)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    private final ShellCursor cursor;
    private final WordReader words;
    private final StatementReader statements;
    private final ConditionReader conditions;

    CompoundReader(ShellCursor cursor, WordReader words, StatementReader statements) {
        this.cursor = cursor;
        this.words = words;
        this.statements = statements;
        this.conditions = new ConditionReader(cursor, words);
    }

    /** Null if no such command begins here. */
    @Nullable
    Statement tryRead() {
        if (cursor.peek() == '(') return parenthesis();
        Matcher function = FUNCTION.matcher(cursor.text())
                .region(cursor.at(), cursor.text().length());
        if (function.lookingAt()) {
            cursor.moveTo(function.end());
            return function(function.group(1));
        }
        return keyword(statements.keyword());
    }

    @Nullable
    private Statement keyword(String keyword) {
        return switch (keyword) {
            case "{" -> {
                take(keyword);
                yield closed(statements.body("a group"), "}");
            }
            case "if" -> {
                take(keyword);
                yield choice();
            }
            case "while", "until" -> {
                take(keyword);
                yield new Statement.While(statements.body("a condition"), keyword.equals("until"), doGroup());
            }
            case "for", "select" -> {
                take(keyword);
                yield loop();
            }
            case "case" -> {
                take(keyword);
                yield cases();
            }
            case "function" -> {
                take(keyword);
                yield namedFunction();
            }
            case "coproc" -> coprocess();
            case "[[" -> {
                cursor.readings().command(cursor.base() + cursor.at());
                take(keyword);
                yield conditions.read();
            }
            default -> null;
        };
    }

    private void take(String keyword) {
        cursor.moveTo(cursor.at() + keyword.length());
    }

    private Statement closed(Statement body, String keyword) {
        cursor.skipBlanks();
        if (!statements.keyword().equals(keyword)) throw cursor.unreadable(ShellCursor.shown(keyword) + " is missing");
        take(keyword);
        return body;
    }

    private Statement parenthesis() {
        int start = cursor.at();
        if (cursor.peekSecond() == '(') {
            cursor.readings().command(cursor.base() + start);
            cursor.moveTo(start + 2);
            return new Statement.Calculation(words.arithmetic());
        }
        cursor.next();
        Statement body = words.nested(")", "'('");
        if (body instanceof Statement.Sequence list && list.statements().isEmpty())
            throw cursor.unreadable("'()' is empty");
        return new Statement.Subshell(body);
    }

    private Statement choice() {
        Statement condition = closed(statements.body("a condition"), "then");
        Statement then = statements.body("'then'");
        cursor.skipBlanks();
        String keyword = statements.keyword();
        take(keyword);
        return switch (keyword) {
            case "fi" -> new Statement.If(condition, then, Optional.empty());
            case "elif" -> new Statement.If(condition, then, Optional.of(choice()));
            case "else" -> new Statement.If(condition, then, Optional.of(closed(statements.body("'else'"), "fi")));
            default -> throw cursor.unreadable("'fi' is missing");
        };
    }

    private Statement doGroup() {
        statements.skipLines();
        if (statements.keyword().equals("{")) {
            take("{");
            return closed(statements.body("a loop"), "}");
        }
        closed(new Statement.Sequence(List.of()), "do");
        return closed(statements.body("a loop"), "done");
    }

    private Statement loop() {
        cursor.skipBlanks();
        if (cursor.take("((")) {
            ShellWord expressions = words.counting();
            separator();
            return new Statement.Counting(expressions, doGroup());
        }
        String name = name();
        statements.skipLines();
        Optional<List<ShellWord>> items = Optional.empty();
        if (statements.keyword().equals("in")) {
            take("in");
            items = Optional.of(items());
        }
        separator();
        return new Statement.For(name, items, doGroup());
    }

    private String name() {
        String name = statements.keyword();
        if (!NAME.matcher(name).matches()) throw cursor.unreadable("a loop has no variable");
        take(name);
        return name;
    }

    private List<ShellWord> items() {
        List<ShellWord> found = new ArrayList<>();
        while (true) {
            cursor.skipBlanks();
            ShellWord word = words.word();
            if (word.source().isEmpty()) break;
            found.add(word);
        }
        if (cursor.peek() != ';' && cursor.peek() != '\n') throw cursor.unreadable("the words of a loop do not end");
        return found;
    }

    private void separator() {
        cursor.skipBlanks();
        if (cursor.peek() == ';') cursor.next();
        statements.skipLines();
    }

    private Statement cases() {
        cursor.skipBlanks();
        ShellWord subject = words.word();
        statements.skipLines();
        if (subject.source().isEmpty() || !statements.keyword().equals("in"))
            throw cursor.unreadable("'case' has no 'in'");
        take("in");
        List<Branch> branches = new ArrayList<>();
        while (true) {
            statements.skipLines();
            if (statements.keyword().equals("esac")) break;
            branches.add(branch());
            if (!takeEnd()) break;
        }
        return closed(new Case(subject, branches), "esac");
    }

    private Branch branch() {
        if (cursor.peek() == '(') cursor.next();
        List<ShellWord> patterns = new ArrayList<>();
        do {
            cursor.skipBlanks();
            ShellWord pattern = words.word();
            if (pattern.source().isEmpty()) throw cursor.unreadable("a pattern of 'case' is missing");
            patterns.add(pattern);
            cursor.skipBlanks();
        } while (cursor.take("|"));
        cursor.expect(")", "a pattern of 'case'");
        return new Branch(patterns, statements.caseBody());
    }

    /** Where a branch ends in {@code ;&} tree-sitter stumbles; which branches run does not matter to us. */
    private boolean takeEnd() {
        statements.skipLines();
        int start = cursor.base() + cursor.at();
        if (cursor.take(";;&")) cursor.readings().blank(start + 2, start + 3, ' ');
        else if (cursor.take(";&")) cursor.readings().blank(start + 1, start + 2, ';');
        else return cursor.take(";;");
        return true;
    }

    private Statement namedFunction() {
        cursor.skipBlanks();
        String name = statements.keyword();
        if (!name.matches("[A-Za-z0-9_:.+@-]+")) throw cursor.unreadable("a function has no plain name");
        take(name);
        cursor.skipBlanks();
        if (cursor.take("(")) {
            cursor.skipBlanks();
            cursor.expect(")", "a function");
        }
        return function(name);
    }

    private Statement function(String name) {
        statements.skipLines();
        boolean isCompound = cursor.peek() == '('
                || java.util.Set.of("{", "if", "for", "while", "until", "case", "select", "[[")
                        .contains(statements.keyword());
        if (!isCompound) throw cursor.unreadable("a function has no body in braces");
        return new Function(name, statements.command());
    }

    private Statement coprocess() {
        statements.markKeyword();
        take("coproc");
        cursor.skipBlanks();
        statements.markKeyword();
        int start = cursor.at();
        String name = statements.keyword();
        if (NAME.matcher(name).matches()) {
            take(name);
            cursor.skipBlanks();
            if (cursor.peek() != '(' && !statements.keyword().equals("{")) cursor.moveTo(start);
            else throw cursor.unreadable("a named coprocess");
        }
        return new Statement.Background(statements.command());
    }
}
