package orchestrator.agent;

import java.util.List;
import orchestrator.text.Text;

/** Shortens texts for people. The event's data keeps the full text. */
public final class Excerpt {
    /** Limit for a message. */
    public static final int MESSAGE_MAX = 65_536;
    /** Limit for a tool's output, an error or a marker. */
    public static final int TEXT_MAX = 2_000;
    /** Limit for a tool call. */
    public static final int WORDS_MAX = 120;

    private Excerpt() {}

    /** The beginning of the text, never cut inside a character. */
    public static String of(String text, int charsMax) {
        return Text.shorten(text, charsMax);
    }

    public static String oneLine(String text, int charsMax) {
        return of(of(text, 4 * charsMax).strip().replaceAll("\\s+", " "), charsMax);
    }

    /** The last line that begins with "error", or else the last line. */
    public static String mostTelling(List<String> lines) {
        String telling = "";
        for (String line : lines) {
            boolean error = isError(line);
            if (!line.isEmpty() && (error || !isError(telling))) telling = line;
        }
        return oneLine(telling, 300);
    }

    private static boolean isError(String line) {
        return line.regionMatches(true, 0, "error", 0, 5);
    }
}
