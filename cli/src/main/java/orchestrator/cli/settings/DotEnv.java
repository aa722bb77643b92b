package orchestrator.cli.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a {@code .env} file: {@code KEY=VALUE}, also with {@code export}, quotes, comments and values of several lines.
 * Lines of another form are skipped, since the file belongs to the project. Nothing is expanded.
 */
final class DotEnv {
    private static final Pattern BEGINNING =
            Pattern.compile("^[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \\t]*=[ \\t]*");
    private static final Pattern COMMENT = Pattern.compile("(^|[ \\t])#.*$");
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /**
     * @param line on which it begins, from 1
     * @param isLiteral true if it stands in single quotes, so that a {@code $} means itself
     * @param isClosed false if a quote was not closed
     */
    record Entry(String name, String value, int line, boolean isLiteral, boolean isClosed) {}

    private final String[] lines;
    private final List<Entry> entries = new ArrayList<>();

    private DotEnv(String text) {
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        lines = content.split("\r\n|\n|\r", -1);
    }

    static List<Entry> parse(String text) {
        DotEnv file = new DotEnv(text);
        for (int at = 0; at < file.lines.length; ) at = file.read(at);
        return List.copyOf(file.entries);
    }

    /** Reads the entry on this line, and returns the line after it. */
    private int read(int at) {
        Matcher beginning = BEGINNING.matcher(lines[at]);
        if (!beginning.find()) return at + 1;
        String rest = lines[at].substring(beginning.end());
        boolean isQuoted = rest.startsWith("\"") || rest.startsWith("'");
        if (isQuoted) return readQuoted(at, beginning.group(1), rest);
        String value = COMMENT.matcher(rest).replaceFirst("").strip();
        entries.add(new Entry(beginning.group(1), value, at + 1, false, true));
        return at + 1;
    }

    /** A quote may be closed on a later line. One that is never closed takes only its own line. */
    private int readQuoted(int at, String name, String rest) {
        char quote = rest.charAt(0);
        StringBuilder value = new StringBuilder();
        String part = rest.substring(1);
        for (int line = at; line < lines.length; line++) {
            if (line > at) {
                value.append('\n');
                part = lines[line];
            }
            if (appendUntil(quote, part, value)) {
                entries.add(new Entry(name, value.toString(), at + 1, quote == '\'', true));
                return line + 1;
            }
        }
        entries.add(new Entry(name, rest.substring(1), at + 1, quote == '\'', false));
        return at + 1;
    }

    /** True if the quote was closed in this part. */
    private static boolean appendUntil(char quote, String part, StringBuilder value) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == quote) return true;
            boolean isEscape = c == '\\' && quote == '"' && i + 1 < part.length();
            value.append(isEscape ? unescaped(part.charAt(++i)) : String.valueOf(c));
        }
        return false;
    }

    private static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }
}
