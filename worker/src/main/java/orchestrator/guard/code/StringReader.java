package orchestrator.guard.code;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.shell.Word;

/** Reads a string to its end, with escapes, and with the code that may stand in it. */
final class StringReader {
    /** Stands for a value that the shell fills in. */
    static final char UNKNOWN = '\uE000';

    private final String text;
    private final String close;
    private final String mode;
    private final CodeLanguage language;
    private final List<String> inner = new ArrayList<>();
    private final List<Word.Piece> pieces = new ArrayList<>();
    private final StringBuilder known = new StringBuilder();
    private int at;

    /**
     * @param mode {@code q} if nothing is filled in and only the quote is escaped, {@code i} if variables and code are,
     *     {@code p} for a pattern, or the letters before a string of Python
     */
    StringReader(String text, int from, String close, String mode, CodeLanguage language) {
        this.text = text;
        this.at = from;
        this.close = close;
        this.mode = mode;
        this.language = language;
    }

    int end() {
        return at;
    }

    List<String> inner() {
        return inner;
    }

    Word word() {
        List<Word.Piece> all = new ArrayList<>(pieces);
        if (known.length() > 0 || all.isEmpty()) all.add(new Word.Literal(known.toString()));
        return new Word(all);
    }

    /** False if it has no end. */
    boolean read() {
        int depth = 0;
        char open = open();
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (text.startsWith(close, at) && depth == 0) {
                at += close.length();
                return true;
            }
            if (open != 0 && letter == open) depth++;
            if (open != 0 && text.startsWith(close, at)) depth--;
            if (mode.equals("p") && letter == '\n') return false;
            if (letter == UNKNOWN) {
                unknown("a value of the shell");
                at++;
            } else if (letter == '\\') escape();
            else if (!fillsIn(letter)) {
                known.append(letter);
                at++;
            }
        }
        return false;
    }

    private char open() {
        int index = close.length() == 1 ? ")]}>".indexOf(close) : -1;
        return index < 0 ? 0 : "([{<".charAt(index);
    }

    private void escape() {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : '\\';
        at += 2;
        boolean isPlain = mode.contains("r") || mode.equals("q");
        if (isPlain && !(mode.equals("q") && (next == '\\' || close.indexOf(next) >= 0))) {
            known.append('\\').append(next);
        } else if (next == 'x' || next == 'u') {
            code(next == 'x' ? 2 : 4);
        } else if (next >= '0' && next <= '7') {
            octal();
        } else {
            int index = "ntrabfv\n".indexOf(next);
            if (next != '\n') known.append(index < 0 ? next : "\n\t\r\u0007\b\f\u000b".charAt(index));
        }
    }

    private void octal() {
        int start = at - 1;
        while (at < text.length() && at - start < 3 && Character.digit(text.charAt(at), 8) >= 0) at++;
        known.append((char) Integer.parseInt(text.substring(start, at), 8));
    }

    private void code(int digits) {
        boolean isBraced = at < text.length() && text.charAt(at) == '{';
        int start = isBraced ? at + 1 : at;
        int end = start;
        while (end < text.length() && (isBraced || end - start < digits) && Character.digit(text.charAt(end), 16) >= 0)
            end++;
        if (end == start || end - start > 6) return;
        known.appendCodePoint(Math.min(Integer.parseInt(text.substring(start, end), 16), Character.MAX_CODE_POINT));
        at = isBraced && end < text.length() ? end + 1 : end;
    }

    /** True if a variable or code began here. */
    private boolean fillsIn(char letter) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (mode.contains("f") && language == CodeLanguage.PYTHON && letter == '{') {
            if (next == '{') {
                known.append('{');
                at += 2;
            } else braces(at);
            return true;
        }
        if (!mode.equals("i")) return false;
        if (letter == '$' && next == '{'
                || letter == '#' && next == '{' && language == CodeLanguage.RUBY
                || letter == '{' && next == '$' && language == CodeLanguage.PHP
                || letter == '@' && next == '{' && language == CodeLanguage.PERL) {
            braces(letter == '{' ? at : at + 1);
            return true;
        }
        boolean isVariable = (letter == '$' || letter == '@' && language == CodeLanguage.PERL)
                && (language == CodeLanguage.PERL || language == CodeLanguage.PHP)
                && (Character.isLetterOrDigit(next) || next == '_');
        if (!isVariable) return false;
        int start = at++;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) at++;
        unknown(text.substring(start, at));
        return true;
    }

    private void braces(int open) {
        int depth = 0;
        int end = open;
        while (end < text.length()) {
            if (text.charAt(end) == '{') depth++;
            if (text.charAt(end) == '}' && --depth == 0) break;
            end++;
        }
        String code = text.substring(Math.min(open + 1, text.length()), end);
        inner.add(code);
        unknown("{" + code + "}");
        at = Math.min(end + 1, text.length());
    }

    private void unknown(String source) {
        if (known.length() > 0) pieces.add(new Word.Literal(known.toString()));
        known.setLength(0);
        pieces.add(new Word.Unknown(source, false));
    }
}
