package orchestrator.guard.shell.value;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.Word.Glob;
import orchestrator.guard.shell.Word.Literal;
import orchestrator.guard.shell.Word.Piece;
import orchestrator.guard.shell.Word.Unknown;

/** Arguments that grow while the parts of a word are expanded. */
public final class Fields {
    private final List<Word> finished = new ArrayList<>();
    private final List<Piece> current = new ArrayList<>();
    private boolean isOpen;

    public Fields copy() {
        Fields other = new Fields();
        other.finished.addAll(finished);
        other.current.addAll(current);
        other.isOpen = isOpen;
        return other;
    }

    /** Text in quotes, or that is never split. */
    public void add(List<Piece> pieces) {
        isOpen = true;
        pieces.forEach(this::append);
    }

    public void add(String text) {
        isOpen = true;
        append(new Literal(text));
    }

    private void append(Piece piece) {
        int last = current.size() - 1;
        if (piece instanceof Literal literal && literal.text().isEmpty()) return;
        if (last >= 0 && piece instanceof Literal literal && current.get(last) instanceof Literal before)
            current.set(last, new Literal(before.text() + literal.text()));
        else current.add(piece);
    }

    /** Unquoted text of the word itself: may be a pattern, is not split. */
    public void addPattern(String text) {
        isOpen = true;
        int start = globStart(text);
        if (start < 0) {
            append(new Literal(text));
            return;
        }
        append(new Literal(text.substring(0, start)));
        append(new Glob(text.substring(start)));
    }

    public static int globStart(String text) {
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (each == '*' || each == '?') return at;
            if (each == '[' && text.indexOf(']', at) > 0) return at;
        }
        return -1;
    }

    /** A value without quotes around it: is split at blanks, and may be a pattern. */
    public void addSplit(Word value) {
        for (Piece piece : value.pieces()) {
            if (piece instanceof Literal literal) {
                split(literal.text());
            } else {
                isOpen = true;
                append(piece instanceof Unknown unknown ? new Unknown(unknown.source(), true) : piece);
            }
        }
    }

    private void split(String text) {
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            boolean isEnd = at == text.length();
            if (!isEnd && " \t\n".indexOf(text.charAt(at)) < 0) continue;
            if (at > start) addPattern(text.substring(start, at));
            if (!isEnd) end();
            start = at + 1;
        }
    }

    public void end() {
        if (isOpen) finished.add(new Word(current));
        current.clear();
        isOpen = false;
    }

    public List<Word> words() {
        end();
        return finished;
    }
}
