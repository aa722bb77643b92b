package orchestrator.agent.stream;

/**
 * A Markdown code block between lines of backticks or tildes. An open block is represented by the marks that opened it,
 * such as {@code ```}; the empty text means that none is open.
 */
final class CodeFence {
    static final String NONE = "";
    private static final int LENGTH_MIN = 3;
    /** Longer marks count as this long. */
    private static final int LENGTH_MAX = 64;

    private CodeFence() {}

    /** The block that is open after this line. */
    static String after(String open, String line) {
        String found = in(line, open.isEmpty());
        if (open.isEmpty()) return found;
        return found.startsWith(open) ? NONE : open;
    }

    /** The marks that the line begins with. Nothing follows closing marks. */
    private static String in(String line, boolean mayOpen) {
        int start = mayOpen ? afterListMarks(line) : afterBlanks(line, 0);
        if (start >= line.length()) return NONE;
        char mark = line.charAt(start);
        if (mark != '`' && mark != '~') return NONE;
        int end = start;
        while (end < line.length() && line.charAt(end) == mark) end++;
        String rest = line.substring(end);
        boolean fits = mayOpen ? mark == '~' || rest.indexOf('`') < 0 : rest.isBlank();
        if (end - start < LENGTH_MIN || !fits) return NONE;
        return line.substring(start, Math.min(end, start + LENGTH_MAX));
    }

    /** A block may begin in a list item, after its bullet or number. */
    private static int afterListMarks(String line) {
        int at = afterBlanks(line, 0);
        int digits = at;
        while (digits < line.length() && Character.isDigit(line.charAt(digits))) digits++;
        boolean bullet = at < line.length() && "-*+".indexOf(line.charAt(at)) >= 0;
        boolean number = digits > at && digits < line.length() && ".)".indexOf(line.charAt(digits)) >= 0;
        int mark = bullet ? at + 1 : number ? digits + 1 : at;
        int after = afterBlanks(line, mark);
        return after > mark ? after : at;
    }

    private static int afterBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) at++;
        return at;
    }
}
