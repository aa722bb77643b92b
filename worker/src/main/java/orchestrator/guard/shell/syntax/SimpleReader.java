package orchestrator.guard.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.guard.shell.syntax.ShellWord.Part;
import orchestrator.guard.shell.syntax.ShellWord.Text;
import orchestrator.guard.shell.syntax.Statement.Assignment;
import orchestrator.guard.shell.syntax.Statement.Simple;

/** Reads simple commands and redirections. */
final class SimpleReader {
    private static final Pattern DESCRIPTOR = Pattern.compile("(\\d+|\\{[A-Za-z_]\\w*})(?=[<>])(?![<>]\\()");
    private static final List<String> OPERATORS =
            List.of("&>>", "&>", "<<<", "<<-", "<<", "<&", "<>", "<", ">>", ">&", ">|", ">");
    private static final Pattern ASSIGNED = Pattern.compile("([A-Za-z_]\\w*)(\\[)?");
    private static final Set<String> DECLARING = Set.of("declare", "typeset", "local", "export", "readonly");
    private static final Set<String> KEYWORDS = Set.of(
            "if",
            "then",
            "elif",
            "else",
            "fi",
            "for",
            "while",
            "until",
            "do",
            "done",
            "case",
            "esac",
            "select",
            "function",
            "time",
            "coproc",
            "{",
            "}",
            "!",
            "[[");

    private final ShellCursor cursor;
    private final WordReader words;
    private final HereDocuments documents;

    SimpleReader(ShellCursor cursor, WordReader words, HereDocuments documents) {
        this.cursor = cursor;
        this.words = words;
        this.documents = documents;
    }

    Statement read() {
        List<Assignment> assignments = new ArrayList<>();
        List<ShellWord> found = new ArrayList<>();
        List<Redirect> redirects = new ArrayList<>();
        int tailStart = cursor.at();
        while (true) {
            cursor.skipBlanks();
            if (takeRedirect(redirects)) continue;
            int start = cursor.at();
            Assignment assignment = found.isEmpty() ? assignment() : null;
            if (assignment != null) {
                assignments.add(assignment);
                continue;
            }
            cursor.moveTo(start);
            ShellWord word = isDeclaring(found) ? declared() : words.word();
            if (word.source().isEmpty()) break;
            if (found.isEmpty()) {
                checkName(word);
                cursor.readings().command(cursor.base() + start);
                tailStart = cursor.at();
            }
            found.add(word);
        }
        if (assignments.isEmpty() && found.isEmpty() && redirects.isEmpty())
            throw cursor.unreadable("a command is missing before " + next());
        if (cursor.peek() == '(') throw cursor.unreadable("a parenthesis stands in an odd place");
        return new Simple(assignments, found, redirects, cursor.since(tailStart));
    }

    private String next() {
        return cursor.peek() == ShellCursor.END ? "its end" : ShellCursor.shown(String.valueOf((char) cursor.peek()));
    }

    private void checkName(ShellWord word) {
        if (word.plain().filter(KEYWORDS::contains).isPresent())
            throw cursor.unreadable(ShellCursor.shown(word.source()) + " stands in an odd place");
    }

    private static boolean isDeclaring(List<ShellWord> found) {
        return !found.isEmpty()
                && found.get(0).plain().filter(DECLARING::contains).isPresent();
    }

    /** An argument such as {@code a=(b c)}. */
    private ShellWord declared() {
        int start = cursor.at();
        Matcher name =
                ASSIGNED.matcher(cursor.text()).region(start, cursor.text().length());
        if (name.lookingAt() && cursor.text().startsWith("=(", name.end())) {
            cursor.moveTo(name.end() + 1);
            return new ShellWord(List.of(new Text(name.group(1) + "=", false), array()), cursor.since(start));
        }
        return words.word();
    }

    private Assignment assignment() {
        Matcher name = ASSIGNED.matcher(cursor.text())
                .region(cursor.at(), cursor.text().length());
        if (!name.lookingAt()) return null;
        cursor.moveTo(name.end());
        boolean isElement = name.group(2) != null;
        ShellWord index = ShellWord.EMPTY;
        if (isElement) {
            int close = cursor.text().indexOf(']', cursor.at());
            boolean isClosed = close > 0 && cursor.text().startsWith("]=", close)
                    || close > 0 && cursor.text().startsWith("]+=", close);
            if (!isClosed) return null;
            index = index(close);
            if (index == null) return null;
        }
        boolean isAppend = cursor.take("+=");
        if (!isAppend && !cursor.take("=")) return null;
        return new Assignment(name.group(1), isElement, isAppend, index, value(isElement));
    }

    private ShellWord index(int close) {
        String text = cursor.text().substring(cursor.at(), close);
        if (!text.matches("[\\w$@*+-]*")) throw cursor.unreadable("an array index is too odd");
        WordReader inner = new WordReader(new ShellCursor(text, new Readings(), 0, cursor.depth()));
        cursor.moveTo(close + 1);
        return inner.word();
    }

    private ShellWord value(boolean isElement) {
        int start = cursor.at();
        if (cursor.peek() != '(') return words.word();
        if (isElement) throw cursor.unreadable("an element of an array is no array");
        return new ShellWord(List.of(array()), cursor.since(start));
    }

    private Part array() {
        cursor.expect("(", "an array");
        List<ShellWord> elements = new ArrayList<>();
        while (true) {
            cursor.skipBlanks();
            if (cursor.peek() == '\n') {
                if (cursor.openDocuments() > 0) throw cursor.unreadable("a here-document is open in an array");
                cursor.next();
                continue;
            }
            ShellWord word = words.word();
            if (word.source().isEmpty()) break;
            elements.add(word);
        }
        cursor.expect(")", "an array");
        return new ShellWord.Array(elements);
    }

    List<Redirect> redirects() {
        List<Redirect> found = new ArrayList<>();
        do cursor.skipBlanks();
        while (takeRedirect(found));
        return found;
    }

    private boolean takeRedirect(List<Redirect> found) {
        int start = cursor.at();
        Matcher matcher =
                DESCRIPTOR.matcher(cursor.text()).region(start, cursor.text().length());
        String descriptor = matcher.lookingAt() ? matcher.group(1) : "";
        cursor.moveTo(start + descriptor.length());
        for (String operator : OPERATORS) {
            if (!cursor.startsWith(operator) || isProcess(operator)) continue;
            cursor.moveTo(cursor.at() + operator.length());
            int end = cursor.base() + cursor.at();
            // Tree-sitter does not know it behind another redirection.
            if (operator.equals("<<<") && !found.isEmpty()) cursor.readings().blank(end - 3, end - 1, ' ');
            if (operator.equals("<>")) cursor.readings().blank(end - 1, end, ' ');
            cursor.skipBlanks();
            ShellWord target = words.word();
            if (target.source().isEmpty()) throw cursor.unreadable("a redirection has no file");
            found.add(redirect(descriptor, operator, target, start));
            return true;
        }
        cursor.moveTo(start);
        return false;
    }

    private boolean isProcess(String operator) {
        return operator.length() == 1 && cursor.peekSecond() == '(';
    }

    private Redirect redirect(String descriptor, String operator, ShellWord target, int start) {
        if (!operator.equals("<<") && !operator.equals("<<-")) return new Redirect(descriptor, operator, () -> target);
        HereDocuments.Pending pending = documents.announce(target, operator.equals("<<-"), start);
        return new Redirect(descriptor, "<<", pending::text);
    }
}
