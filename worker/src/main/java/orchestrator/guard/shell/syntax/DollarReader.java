package orchestrator.guard.shell.syntax;

import java.util.List;
import orchestrator.guard.shell.syntax.ShellWord.Command;
import orchestrator.guard.shell.syntax.ShellWord.Parameter;
import orchestrator.guard.shell.syntax.WordReader.Parts;

/** Reads everything that begins with a dollar sign, and backticks. */
final class DollarReader {
    private static final List<String> OPERATORS = List.of(
            ":-", ":=", ":?", ":+", "-", "=", "?", "+", "##", "#", "%%", "%", "//", "/#", "/%", "/", "^^", "^", ",,",
            ",", ":", "@");
    private static final String SPECIAL = "@*#?-$!";

    private final ShellCursor cursor;
    private final WordReader words;

    DollarReader(ShellCursor cursor, WordReader words) {
        this.cursor = cursor;
        this.words = words;
    }

    void read(Parts parts, boolean isQuoted) {
        int start = cursor.at();
        cursor.next();
        int next = cursor.peek();
        if (next == '(') {
            parenthesis(parts, isQuoted, start);
        } else if (next == '{') {
            cursor.next();
            parts.add(braces(isQuoted));
        } else if (next == '\'' && !isQuoted) {
            cursor.next();
            parts.quoted(new AnsiText(cursor).read());
        } else if (next == '"' && !isQuoted) {
            words.doubleQuoted(parts);
        } else if (next == '[') {
            throw cursor.unreadable("'$[' is an old form of arithmetic; use '$(('");
        } else {
            name(parts, isQuoted, next);
        }
    }

    private void name(Parts parts, boolean isQuoted, int next) {
        if (isNameStart(next)) parts.add(plain(takeName(), isQuoted));
        else if (next >= '0' && next <= '9' || next != ShellCursor.END && SPECIAL.indexOf(next) >= 0)
            parts.add(plain(String.valueOf((char) cursor.next()), isQuoted));
        else if (isQuoted) parts.quoted("$");
        else parts.plain('$');
    }

    private static Parameter plain(String name, boolean isQuoted) {
        return new Parameter(name, ShellWord.EMPTY, "", "", ShellWord.EMPTY, isQuoted);
    }

    static boolean isNameStart(int next) {
        return next == '_' || next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z';
    }

    String takeName() {
        StringBuilder name = new StringBuilder();
        while (isNameStart(cursor.peek()) || cursor.peek() >= '0' && cursor.peek() <= '9')
            name.append((char) cursor.next());
        return name.toString();
    }

    private void parenthesis(Parts parts, boolean isQuoted, int start) {
        cursor.next();
        if (cursor.peek() == '(') {
            cursor.next();
            parts.add(new ShellWord.Arithmetic(words.arithmetic(), isQuoted));
            return;
        }
        Statement body = words.nested(")", "'$('");
        parts.add(new Command(body, isQuoted, cursor.since(start)));
    }

    private Parameter braces(boolean isQuoted) {
        cursor.enter();
        String prefix = prefix();
        String name = parameterName();
        ShellWord index = ShellWord.EMPTY;
        if (cursor.peek() == '[') {
            cursor.next();
            index = index();
        }
        String operator = prefix.equals("!") ? namesOf() : "";
        for (String each : OPERATORS) {
            if (!operator.isEmpty() || !cursor.take(each)) continue;
            operator = each;
            break;
        }
        boolean isPattern = !operator.isEmpty() && "#%/^,".indexOf(operator.charAt(0)) >= 0;
        ShellWord operand = operator.isEmpty() ? ShellWord.EMPTY : words.operand(isQuoted, isPattern);
        if (!prefix.isEmpty() && !operator.isEmpty() && !prefix.equals("!"))
            throw cursor.unreadable("'${' holds an unknown form");
        cursor.expect("}", "'${'");
        cursor.leave();
        return new Parameter(name, index, prefix, operator, operand, isQuoted);
    }

    /** The star of {@code ${!PREFIX*}}, which tree-sitter knows in its other form only. */
    private String namesOf() {
        if (cursor.peek() != '*' || cursor.peekSecond() != '}') return "";
        cursor.readings().blank(cursor.base() + cursor.at(), cursor.base() + cursor.at() + 1, '@');
        return String.valueOf((char) cursor.next());
    }

    private String prefix() {
        int next = cursor.peek();
        int second = cursor.peekSecond();
        boolean isName = isNameStart(second) || second >= '0' && second <= '9' || second == '@' || second == '*';
        boolean isSpecial = next == '#' && second != ShellCursor.END && SPECIAL.indexOf(second) >= 0;
        if (isSpecial && cursor.text().startsWith("}", cursor.at() + 2)) return String.valueOf((char) cursor.next());
        if ((next == '#' || next == '!') && isName) return String.valueOf((char) cursor.next());
        return "";
    }

    private String parameterName() {
        int next = cursor.peek();
        if (isNameStart(next)) return takeName();
        StringBuilder name = new StringBuilder();
        while (cursor.peek() >= '0' && cursor.peek() <= '9') name.append((char) cursor.next());
        if (name.length() > 0) return name.toString();
        if (next != ShellCursor.END && SPECIAL.indexOf(next) >= 0) return String.valueOf((char) cursor.next());
        throw cursor.unreadable("'${' holds no name");
    }

    private ShellWord index() {
        int start = cursor.at();
        Parts parts = new Parts();
        while (cursor.peek() != ']') {
            int next = cursor.peek();
            if (next == ShellCursor.END || next == '[' || next == '\n' || next == '\'' || next == '\\')
                throw cursor.unreadable("an array index is too odd");
            if (next == '"') words.doubleQuoted(parts);
            else words.readInDoubleQuotes(parts, next, '"');
        }
        ShellWord found = parts.word(cursor.since(start));
        cursor.next();
        return found;
    }

    /** The first backtick without a backslash ends it, whatever quotes stand between. */
    void backticks(Parts parts, boolean isQuoted) {
        int start = cursor.at();
        cursor.next();
        int contentStart = cursor.at();
        StringBuilder content = new StringBuilder();
        while (true) {
            int next = cursor.nextRaw();
            if (next == ShellCursor.END) throw cursor.unreadable("a backtick is not closed");
            if (next == '`') break;
            content.append((char) (next == '\\' ? unescaped(content, isQuoted) : next));
        }
        boolean isSame = cursor.at() - 1 - contentStart == content.length();
        Readings readings = isSame ? cursor.readings() : new Readings();
        if (!isSame) cursor.readings().blank(cursor.base() + start, cursor.base() + cursor.at(), 'x');
        ShellCursor inner = new ShellCursor(content.toString(), readings, cursor.base() + contentStart, cursor.depth());
        inner.enter();
        Statement body = new StatementReader(inner).whole();
        parts.add(new Command(body, isQuoted, cursor.since(start)));
    }

    private int unescaped(StringBuilder content, boolean isQuoted) {
        int escaped = cursor.nextRaw();
        if (escaped == ShellCursor.END) throw cursor.unreadable("a backtick is not closed");
        boolean isRemoved = escaped == '$' || escaped == '`' || escaped == '\\' || escaped == '"' && isQuoted;
        if (!isRemoved) content.append('\\');
        return escaped;
    }
}
