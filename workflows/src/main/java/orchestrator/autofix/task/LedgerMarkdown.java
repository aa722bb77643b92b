package orchestrator.autofix.task;

import java.time.temporal.ChronoUnit;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixAttempt;
import orchestrator.autofix.FixState;
import orchestrator.text.Text;

/**
 * The attempts of a task as Markdown, for someone who was away. A line that is only an artifact's reference stands for
 * the text, which the host puts in its place.
 */
final class LedgerMarkdown {
    private static final int STRATEGY_MAX = 6_000;
    private static final int FILES_SHOWN = 30;
    /** Longer than any fence in what it holds is likely to be. */
    private static final String FENCE = "~~~~~~~~~~";

    private LedgerMarkdown() {}

    static String of(FixState state, String title, String reason) {
        StringBuilder text = new StringBuilder("# ")
                .append(title)
                .append("\n\n")
                .append(reason)
                .append("\n\n");
        text.append("- Project: ").append(state.request().request().target()).append('\n');
        text.append("- Task: ").append(state.request().task()).append('\n');
        String files = String.join(
                ", ", state.request().paths().stream().limit(FILES_SHOWN).toList());
        if (!files.isEmpty()) text.append("- Changed: ").append(files).append('\n');
        Tested first = state.first();
        if (first != null) first(text, first);
        state.attempts().forEach(attempt -> attempt(text, attempt));
        return text.toString();
    }

    private static void first(StringBuilder text, Tested first) {
        text.append("- Tests: `")
                .append(first.command())
                .append("`, which ended with ")
                .append(first.exitCode());
        text.append(" before any repair")
                .append(first.note().isEmpty() ? "" : ". " + first.note())
                .append("\n");
        fenced(text, "Output before any repair", "", first.output().isEmpty() ? first.tail() : first.output());
    }

    private static void attempt(StringBuilder text, FixAttempt attempt) {
        text.append("\n## Attempt ").append(attempt.number()).append("\n\n");
        text.append("Began ").append(attempt.startedAt().truncatedTo(ChronoUnit.SECONDS));
        if (!attempt.fixer().isEmpty()) text.append(", repaired by ").append(attempt.fixer());
        text.append(". Outcome: ").append(attempt.outcome()).append("\n");
        String by = attempt.strategist().isEmpty() ? "Basic strategy" : "Strategy by " + attempt.strategist();
        fenced(text, by, "", Text.shorten(attempt.strategy(), STRATEGY_MAX));
        String files = attempt.files().isEmpty() ? "" : ": " + String.join(", ", attempt.files());
        fenced(text, "Change" + files, "diff", attempt.diff());
        fenced(text, "Output of the tests", "", attempt.output());
    }

    private static void fenced(StringBuilder text, String title, String language, String content) {
        if (content.isEmpty()) return;
        text.append("\n### ")
                .append(title)
                .append("\n\n")
                .append(FENCE)
                .append(language)
                .append('\n');
        text.append(content.stripTrailing()).append('\n').append(FENCE).append('\n');
    }
}
