package orchestrator.guard.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.shell.syntax.ShellWord.Part;
import orchestrator.guard.shell.syntax.ShellWord.Text;

/** Reads words with their quotes. */
final class WordReader {
    private static final String META = " \t\n|&;()<>";

    private final ShellCursor cursor;
    private final DollarReader dollars;

    WordReader(ShellCursor cursor) {
        this.cursor = cursor;
        this.dollars = new DollarReader(cursor, this);
    }

    static boolean endsWord(int next) {
        return next == ShellCursor.END || META.indexOf(next) >= 0;
    }

    /** A word, which may be empty if nothing of one is here. */
    ShellWord word() {
        cursor.peek();
        Parts parts = new Parts();
        int start = cursor.at();
        while (true) {
            int next = cursor.peek();
            if (isProcess(next)) parts.add(process(start));
            else if (endsWord(next)) break;
            else readUnquoted(parts, next);
        }
        return parts.word(cursor.since(start));
    }

    private boolean isProcess(int next) {
        return (next == '<' || next == '>') && cursor.peekSecond() == '(';
    }

    private Part process(int wordStart) {
        if (cursor.since(wordStart).chars().allMatch(Character::isDigit) && cursor.at() > wordStart)
            throw cursor.unreadable("a number stands before a process substitution");
        int start = cursor.at();
        boolean isInput = cursor.next() == '<';
        cursor.next();
        Statement body = nested(")", "a process substitution");
        return new ShellWord.Process(body, isInput, cursor.since(start));
    }

    /** Statements up to a closing parenthesis, which is taken. */
    Statement nested(String close, String what) {
        cursor.enter();
        Statement body = new StatementReader(cursor).nestedList();
        cursor.expect(close, what);
        cursor.leave();
        return body;
    }

    /** One piece of unquoted text, whatever character it begins with. */
    void readUnquoted(Parts parts, int next) {
        switch (next) {
            case '\\' -> escaped(parts);
            case '\'' -> parts.quoted(singleQuoted());
            case '"' -> doubleQuoted(parts);
            case '$' -> dollars.read(parts, false);
            case '`' -> dollars.backticks(parts, false);
            default -> {
                if (!ExtendedPattern.read(cursor, parts)) parts.plain(refuseControl(cursor.next()));
            }
        }
    }

    private char refuseControl(int next) {
        if (next < ' ' && next != '\t' && next != '\n' || next == 127)
            throw cursor.unreadable("a control character stands outside quotes");
        return (char) next;
    }

    private void escaped(Parts parts) {
        cursor.next();
        int next = cursor.nextRaw();
        if (next == ShellCursor.END) throw cursor.unreadable("it ends with a backslash");
        parts.quoted(String.valueOf(refuseControl(next)));
    }

    private String singleQuoted() {
        cursor.next();
        int start = cursor.at();
        int end = cursor.text().indexOf('\'', start);
        if (end < 0) throw cursor.unreadable("a single quote is not closed");
        cursor.moveTo(end + 1);
        return cursor.text().substring(start, end);
    }

    void doubleQuoted(Parts parts) {
        cursor.next();
        int start = cursor.at();
        readDoubleQuoted(parts, '"');
        // "" is an argument, but "$@" may be none.
        if (cursor.at() == start) parts.quoted("");
        if (cursor.next() == ShellCursor.END) throw cursor.unreadable("a double quote is not closed");
    }

    /** Text as in double quotes, up to that character or the end, neither of which is taken. */
    void readDoubleQuoted(Parts parts, int end) {
        while (true) {
            int next = cursor.peek();
            if (next == ShellCursor.END || next == end) return;
            readInDoubleQuotes(parts, next, end);
        }
    }

    void readInDoubleQuotes(Parts parts, int next, int end) {
        switch (next) {
            case '\\' -> {
                cursor.next();
                int escaped = cursor.peekRaw();
                boolean isRemoved = escaped == '$' || escaped == '`' || escaped == '\\' || escaped == end;
                if (isRemoved && escaped != ShellCursor.END) parts.quoted(String.valueOf((char) cursor.nextRaw()));
                else parts.quoted("\\");
            }
            case '$' -> dollars.read(parts, true);
            case '`' -> dollars.backticks(parts, true);
            default -> parts.quoted(String.valueOf((char) cursor.next()));
        }
    }

    /** What stands behind an operator in {@code ${…}}, up to the brace, which is not taken. */
    ShellWord operand(boolean isQuoted, boolean isPattern) {
        int start = cursor.at();
        Parts parts = new Parts();
        while (true) {
            int next = cursor.peek();
            if (next == ShellCursor.END) throw cursor.unreadable("'${' is not closed");
            if (next == '}') return parts.word(cursor.since(start));
            if (next == '"') doubleQuoted(parts);
            else if (!isQuoted || isPattern) readOperand(parts, next);
            else if (next == '\\' && cursor.peekSecond() == '}') escaped(parts);
            else readInDoubleQuotes(parts, next, '"');
        }
    }

    private void readOperand(Parts parts, int next) {
        if (isProcess(next)) throw cursor.unreadable("a process substitution stands in '${'");
        readUnquoted(parts, next);
    }

    /** The right side of {@code ==} or {@code =~} in {@code [[}, where parentheses are part of a word. */
    ShellWord pattern() {
        int start = cursor.at();
        Parts parts = new Parts();
        int open = 0;
        while (true) {
            int next = cursor.peek();
            boolean isBlank = next == ' ' || next == '\t' || next == '\n';
            if (next == ShellCursor.END || isBlank || next == ')' && open == 0) break;
            if (open == 0 && (next == ';' || next == '&' || next == '<' || next == '>'))
                throw cursor.unreadable("a pattern in '[[' holds an operator");
            if (next == '(') open++;
            if (next == ')') open--;
            readUnquoted(parts, next);
        }
        if (open > 0) throw cursor.unreadable("a parenthesis in a pattern is not closed");
        return parts.word(cursor.since(start));
    }

    /** An arithmetic expression up to {@code ))}, which is taken. */
    ShellWord arithmetic() {
        int start = cursor.at();
        Parts parts = new Parts();
        int open = 0;
        while (true) {
            int next = cursor.peek();
            if (next == ShellCursor.END) throw cursor.unreadable("'((' is not closed");
            if (next == '(') open++;
            if (next == ')' && open-- == 0) break;
            if (next == '"') doubleQuoted(parts);
            else if (next == '\'' || next == '\\' || next == ';' && open == 0 && !isCounting)
                throw cursor.unreadable("'((' holds what may not be arithmetic");
            else readInDoubleQuotes(parts, next, '"');
        }
        ShellWord expression = parts.word(cursor.since(start));
        cursor.expect("))", "'(('");
        return expression;
    }

    private boolean isCounting;

    /** The three expressions of {@code for ((…))}. */
    ShellWord counting() {
        isCounting = true;
        ShellWord found = arithmetic();
        isCounting = false;
        return found;
    }

    /** A body of a here-document that is expanded; the cursor is at its beginning and its text ends with it. */
    ShellWord hereDocument() {
        Parts parts = new Parts();
        readDoubleQuoted(parts, ShellCursor.END);
        return parts.word(cursor.text());
    }

    /** Collects pieces and joins neighbours. */
    static final class Parts {
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private boolean isQuoted;
        private boolean hasText;

        void plain(char added) {
            begin(false);
            text.append(added);
        }

        void quoted(String added) {
            begin(true);
            text.append(added);
        }

        private void begin(boolean nowQuoted) {
            if (hasText && isQuoted != nowQuoted) flush();
            isQuoted = nowQuoted;
            hasText = true;
        }

        void add(Part part) {
            flush();
            parts.add(part);
        }

        private void flush() {
            if (hasText) parts.add(new Text(text.toString(), isQuoted));
            text.setLength(0);
            hasText = false;
        }

        ShellWord word(String source) {
            flush();
            return new ShellWord(parts, source);
        }
    }
}
