package orchestrator.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import orchestrator.launch.Usage;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** Formats values for readers and escapes them for Markdown. */
final class MarkdownText {
    static final String UNKNOWN = "–";
    private static final String UNAVAILABLE = "unavailable";
    private static final int SECONDS_TO_CARE_FOR = 3_600;

    private MarkdownText() {}

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    static String cut(String text, int charactersMax) {
        return Text.shorten(oneLine(text), charactersMax);
    }

    /** One table row. */
    static String row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells)
            row.append(' ').append(oneLine(cell).replace("|", "\\|")).append(" |");
        return row.append('\n').toString();
    }

    /** Inline code, whatever the text contains. */
    static String code(String text) {
        String line = oneLine(text);
        return line.contains("`") ? "`` " + line + " ``" : "`" + line + "`";
    }

    /** A code block that its content cannot close. */
    static String block(String text) {
        String fence = "```";
        while (text.contains(fence)) fence += "`";
        return fence + "text\n" + text.stripTrailing() + "\n" + fence + "\n";
    }

    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    static String time(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? UNKNOWN : time(Duration.between(from, to));
    }

    static String time(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) return seconds + " s";
        long minutes = seconds / 60;
        if (seconds < SECONDS_TO_CARE_FOR) return minutes + " min " + seconds % 60 + " s";
        return minutes / 60 + " h " + minutes % 60 + " min";
    }

    static String tokens(Usage usage) {
        String cached = usage.cachedTokens() == 0 ? "" : " (" + number(usage.cachedTokens()) + " from a cache)";
        return atLeast(usage.tokensAtLeast()) + number(usage.inputTokens()) + " in" + cached + ", "
                + number(usage.outputTokens()) + " out";
    }

    /** Marks a sum as incomplete. */
    static String atLeast(boolean isPart) {
        return isPart ? "at least " : "";
    }

    static String cost(Usage usage) {
        boolean isPart = usage.costUsd() != null && usage.costAtLeast();
        return atLeast(isPart) + cost(usage.costUsd());
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** An unknown cost is "unavailable", never 0. */
    static String cost(@Nullable Double dollars) {
        if (dollars == null) return UNAVAILABLE;
        return String.format(Locale.ROOT, dollars < 1 ? "$%.4f" : "$%.2f", dollars);
    }

    static String percent(long part, long whole) {
        return whole <= 0 ? UNKNOWN : Math.round(100.0 * part / whole) + " %";
    }
}
