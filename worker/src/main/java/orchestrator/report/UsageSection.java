package orchestrator.report;

import java.util.stream.Collectors;
import orchestrator.launch.Usage;
import orchestrator.session.AssignmentState;
import orchestrator.session.SessionState;
import orchestrator.session.Spending;

/** Usage and budget. */
final class UsageSection {
    private UsageSection() {}

    static String of(SessionState state) {
        Spending spent = state.teamwork().spending();
        String table = spent == null
                ? MarkdownText.row("what", "used") + "|---|--:|\n"
                        + MarkdownText.row("cost", MarkdownText.cost(state.usage()))
                : MarkdownText.row("what", "used", "budget") + "|---|--:|--:|\n"
                        + MarkdownText.row("rounds of reviews", "" + spent.rounds(), "" + spent.roundsMax())
                        + MarkdownText.row("minutes of work", "" + spent.minutes(), "" + spent.minutesMax())
                        + MarkdownText.row(
                                "cost",
                                MarkdownText.atLeast(spent.dollarsAtLeast()) + MarkdownText.cost(spent.dollars()),
                                MarkdownText.cost(spent.dollarsMax()))
                        + MarkdownText.row(
                                "tokens not from a cache",
                                MarkdownText.atLeast(spent.tokensAtLeast()) + MarkdownText.number(spent.tokens()),
                                MarkdownText.number(spent.tokensMax()));
        return table + "\nAll tokens: " + MarkdownText.tokens(state.usage()) + ".\n" + unknown(state)
                + unreported(state);
    }

    /** Names the agents whose usage is missing from a sum. */
    static String unknown(SessionState state) {
        String silent = state.assignments().stream()
                .filter(one -> one.usage().costUsd() == null && used(one.usage()))
                .map(AssignmentState::run)
                .collect(Collectors.joining(", "));
        if (silent.isEmpty() || state.usage().costUsd() == null) return "";
        return "The cost is the sum of known costs; it is unavailable of: " + silent + ".\n";
    }

    private static String unreported(SessionState state) {
        String ended = state.assignments().stream()
                .filter(one -> one.usage().tokensAtLeast())
                .map(AssignmentState::run)
                .collect(Collectors.joining(", "));
        if (ended.isEmpty()) return "";
        return "The usage of agents that were ended before they reported it is in no sum: " + ended + ".\n";
    }

    private static boolean used(Usage usage) {
        return usage.allTokens() > 0;
    }
}
