package orchestrator.guard.shell.syntax;

/** A place in shell text. Looking ahead skips continued lines, as bash does everywhere but in single quotes. */
final class ShellCursor {
    private static final int DEPTH_MAX = 20;
    static final int END = -1;

    private final String text;
    private final Readings readings;
    private final int base;
    private int at;
    private int depth;
    private int openDocuments;

    /** @param base where this text begins in the whole one */
    ShellCursor(String text, Readings readings, int base, int depth) {
        this.text = text;
        this.readings = readings;
        this.base = base;
        this.depth = depth;
    }

    Readings readings() {
        return readings;
    }

    int at() {
        return at;
    }

    int base() {
        return base;
    }

    int depth() {
        return depth;
    }

    /** Here-documents that were announced and not yet read, those around a substitution among them. */
    int openDocuments() {
        return openDocuments;
    }

    void openDocuments(int added) {
        openDocuments += added;
    }

    void moveTo(int position) {
        at = position;
    }

    String text() {
        return text;
    }

    String since(int start) {
        return text.substring(start, at);
    }

    int peek() {
        while (text.startsWith("\\\n", at)) at += 2;
        return at < text.length() ? text.charAt(at) : END;
    }

    /** The character after the next; does not look over continued lines. */
    int peekSecond() {
        peek();
        return at + 1 < text.length() ? text.charAt(at + 1) : END;
    }

    int next() {
        int found = peek();
        if (found != END) at++;
        return found;
    }

    int peekRaw() {
        return at < text.length() ? text.charAt(at) : END;
    }

    /** Without skipping continued lines. */
    int nextRaw() {
        return at < text.length() ? text.charAt(at++) : END;
    }

    boolean startsWith(String expected) {
        peek();
        return text.startsWith(expected, at);
    }

    boolean take(String expected) {
        if (!startsWith(expected)) return false;
        at += expected.length();
        return true;
    }

    void expect(String expected, String what) {
        if (!take(expected)) throw unreadable(what + " has no " + shown(expected));
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') at++;
        if (peek() == '#') skipComment();
    }

    private void skipComment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    void enter() {
        if (++depth > DEPTH_MAX)
            throw new UnreadableShell(
                    "shell-depth", "The command is nested too deeply to be judged; write it as separate commands.");
    }

    void leave() {
        depth--;
    }

    UnreadableShell unreadable(String what) {
        return new UnreadableShell(
                "shell-syntax",
                "The command cannot be read with certainty: " + what + " (near character " + (base + at + 1)
                        + "). Write it more simply.");
    }

    static String shown(String text) {
        return "'" + text.replace("\n", "\\n") + "'";
    }
}
