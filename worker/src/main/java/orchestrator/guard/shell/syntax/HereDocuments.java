package orchestrator.guard.shell.syntax;

import java.util.ArrayList;
import java.util.List;

/** Here-documents that were announced on this line and begin with the next. */
final class HereDocuments {
    private final ShellCursor cursor;
    private final List<Pending> pending = new ArrayList<>();

    HereDocuments(ShellCursor cursor) {
        this.cursor = cursor;
    }

    /** A redirection whose text is not yet read. */
    static final class Pending {
        private final String delimiter;
        private final boolean isLiteral;
        private final boolean isIndented;
        private ShellWord text = ShellWord.EMPTY;

        /** Of the operator and the word behind it. */
        private final int start;

        private final int end;

        private Pending(String delimiter, boolean isLiteral, boolean isIndented, int start, int end) {
            this.start = start;
            this.end = end;
            this.delimiter = delimiter;
            this.isLiteral = isLiteral;
            this.isIndented = isIndented;
        }

        ShellWord text() {
            return text;
        }
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** @param start of the operator */
    Pending announce(ShellWord delimiter, boolean isIndented, int start) {
        StringBuilder text = new StringBuilder();
        for (ShellWord.Part part : delimiter.parts()) {
            if (!(part instanceof ShellWord.Text piece))
                throw cursor.unreadable("the end of a here-document is not plain");
            text.append(piece.text());
        }
        if (text.isEmpty() || text.indexOf("\n") >= 0) throw cursor.unreadable("a here-document has no end");
        if (delimiter.source().contains("$")) throw cursor.unreadable("the end of a here-document is not plain");
        Pending found = new Pending(
                text.toString(), delimiter.hasQuotes(), isIndented, cursor.base() + start, cursor.base() + cursor.at());
        pending.add(found);
        cursor.openDocuments(1);
        return found;
    }

    /** Reads all texts; the cursor is behind the end of the line. */
    void read() {
        if (cursor.openDocuments() != pending.size())
            throw cursor.unreadable("a line ends in a substitution before its here-document");
        for (Pending each : pending) each.text = body(each);
        cursor.openDocuments(-pending.size());
        pending.clear();
    }

    private ShellWord body(Pending document) {
        StringBuilder body = new StringBuilder();
        int start = cursor.at();
        boolean isShifted = false;
        while (true) {
            if (cursor.at() >= cursor.text().length())
                throw cursor.unreadable("the here-document " + ShellCursor.shown(document.delimiter) + " does not end");
            int lineStart = cursor.at();
            String line = line();
            String stripped = document.isIndented ? line.replaceFirst("^\t+", "") : line;
            if (stripped.equals(document.delimiter)) {
                if (!document.isLiteral && endsInBackslash(body))
                    throw cursor.unreadable("a here-document ends in a backslash");
                return text(document, body.toString(), start, lineStart, isShifted);
            }
            isShifted |= !stripped.equals(line);
            body.append(stripped).append('\n');
        }
    }

    private static boolean endsInBackslash(StringBuilder body) {
        return body.length() > 1 && body.charAt(body.length() - 2) == '\\';
    }

    private String line() {
        int start = cursor.at();
        int end = cursor.text().indexOf('\n', start);
        cursor.moveTo(end < 0 ? cursor.text().length() : end + 1);
        return cursor.text().substring(start, end < 0 ? cursor.text().length() : end);
    }

    /** Tree-sitter gets to see it only if it holds something that runs, since it stumbles over many a harmless one. */
    private ShellWord text(Pending document, String body, int start, int end, boolean isShifted) {
        boolean isPlain =
                document.isLiteral || body.indexOf('$') < 0 && body.indexOf('`') < 0 && body.indexOf('\\') < 0;
        if (isPlain) {
            cursor.readings().blank(document.start, document.end, ' ');
            cursor.readings().blank(cursor.base() + start, cursor.base() + cursor.at(), ' ');
            return new ShellWord(List.of(new ShellWord.Text(body, true)), body);
        }
        if (isShifted) cursor.readings().blank(cursor.base() + start, cursor.base() + end, 'x');
        Readings readings = isShifted ? new Readings() : cursor.readings();
        ShellCursor inner = new ShellCursor(body, readings, cursor.base() + start, cursor.depth());
        inner.enter();
        return new WordReader(inner).hereDocument();
    }
}
