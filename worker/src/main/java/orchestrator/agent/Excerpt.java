package orchestrator.agent;

import java.util.List;
import orchestrator.text.Text;

/** Cuts what is shown to people; the whole stays in the event's data. */
public final class Excerpt {
    /** Of a message. */
    public static final int MESSAGE_MAX = 65_536;
    /** Of a tool's output, an error, a marker. */
    public static final int TEXT_MAX = 2_000;
    /** Of a tool call. */
    public static final int WORDS_MAX = 120;

    private Excerpt() {}

    /** The beginning, never with half a character at its end. */
    public static String of(String text, int charsMax) {
        return Text.shorten(text, charsMax);
    }

    public static String oneLine(String text, int charsMax) {
        return of(of(text, 4 * charsMax).strip().replaceAll("\\s+", " "), charsMax);
    }

    /** Of the lines of an error stream the last that calls itself an error, else the last. */
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
