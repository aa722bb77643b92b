package orchestrator.guard.shell.syntax;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code [[ … ]]}. */
final class ConditionReader {
    private final ShellCursor cursor;
    private final WordReader words;

    ConditionReader(ShellCursor cursor, WordReader words) {
        this.cursor = cursor;
        this.words = words;
    }

    /** Behind the opening brackets, up to the closing ones, which are taken. */
    Statement.Condition read() {
        List<ShellWord> found = new ArrayList<>();
        int open = 0;
        while (true) {
            skipBlanks();
            if (cursor.take("&&") || cursor.take("||")) continue;
            int next = cursor.peek();
            if (next == '(') open++;
            if (next == ')') open--;
            if (next == '(' || next == ')') {
                cursor.next();
                continue;
            }
            if (next == '<' && cursor.peekSecond() != '(' || next == '>' && cursor.peekSecond() != '(') {
                cursor.next();
                continue;
            }
            ShellWord word = words.word();
            if (word.source().isEmpty()) throw cursor.unreadable("'[[' is not closed");
            String plain = word.plain().orElse("");
            if (plain.equals("]]")) break;
            found.add(word);
            if (!plain.equals("=~") && !plain.equals("==") && !plain.equals("=") && !plain.equals("!=")) continue;
            skipBlanks();
            found.add(words.pattern());
        }
        if (open != 0) throw cursor.unreadable("a parenthesis in '[[' is not closed");
        return new Statement.Condition(found);
    }

    private void skipBlanks() {
        while (cursor.peek() == ' ' || cursor.peek() == '\t' || cursor.peek() == '\n') {
            if (cursor.peek() == '\n' && cursor.openDocuments() > 0)
                throw cursor.unreadable("a here-document is open in '[['");
            cursor.next();
        }
    }
}
