package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** Formats values for one line. An agent's text must pass through {@link #clean} before it is printed. */
public final class DisplayText {
    private DisplayText() {}

    /** The session's outcome in a word or two. */
    public static String outcome(JsonNode state) {
        return state.path("outcome").asText(state.path("phase").asText());
    }

    /** One line without control characters, so that an agent's output cannot control the terminal. */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isControl(c) ? ' ' : c));
        return clean.toString().strip();
    }

    /** The same, but keeps the line breaks. */
    public static String cleanLines(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(c == '\n' || !isControl(c) ? c : ' '));
        return clean.toString();
    }

    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    /** Quoted as one word for a shell. */
    public static String shell(String text) {
        String clean = clean(text);
        return Text.shellWord(clean);
    }

    public static String cut(String text, int columns) {
        return Text.shorten(text, columns);
    }

    /** Lines of at most this many columns, broken between words if possible. */
    static List<String> wrap(String text, String indent, int columns) {
        int room = Math.max(10, columns - indent.length());
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > room) {
            int space = rest.lastIndexOf(' ', room);
            int end = space > 0 ? space : Text.cut(rest, room).length();
            lines.add(indent + rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        if (!rest.isEmpty()) lines.add(indent + rest);
        return lines;
    }

    public static String pad(String text, int columns) {
        return text.length() >= columns ? text : text + " ".repeat(columns - text.length());
    }

    /** {@code 9s}, {@code 3m12s}, {@code 2h05m}. */
    public static String elapsed(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) return seconds + "s";
        if (seconds < 3600) return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
        return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds % 3600 / 60);
    }

    /** {@code 950}, {@code 12.3k}, {@code 1.2M}. */
    public static String count(long tokens) {
        if (tokens < 1_000) return Long.toString(tokens);
        if (tokens < 1_000_000) return String.format(Locale.ROOT, "%.1fk", tokens / 1_000.0);
        return String.format(Locale.ROOT, "%.1fM", tokens / 1_000_000.0);
    }

    /** In dollars; an unknown cost is not 0. */
    static String cost(JsonNode usage) {
        return dollars(usage.path("costUsd"), usage.path("costAtLeast").asBoolean());
    }

    /** @param isPart true if some agents did not report their cost */
    static String dollars(JsonNode cost, boolean isPart) {
        if (!cost.isNumber()) return "unavailable";
        return (isPart ? "at least " : "") + String.format(Locale.ROOT, "$%.2f", cost.asDouble());
    }

    static String tokens(JsonNode usage) {
        long all =
                usage.path("inputTokens").asLong() + usage.path("outputTokens").asLong();
        return (usage.path("tokensAtLeast").asBoolean() ? "at least " : "") + count(all);
    }

    public static @Nullable Instant instant(JsonNode value) {
        if (!value.isTextual()) return null;
        try {
            return Instant.parse(value.asText());
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
