package orchestrator.report;

import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.session.SessionState;

/** The report of one session as Markdown. */
public final class SessionReport {
    private SessionReport() {}

    /**
     * @param told what happened, in its order
     * @param recoveries what had to be recovered from
     * @param more whether more happened than is in {@code told}
     */
    public static String of(SessionState state, List<AgentEvent> told, List<AgentEvent> recoveries, boolean more) {
        return "# Session " + state.session() + ": " + state.inShort() + "\n\n"
                + InShort.of(state)
                + section("The result", ResultWords.of(state))
                + section("Who did what", WorkTable.of(state))
                + section("Reviews", ReviewWords.of(state.teamwork()))
                + section("Decisions", DecisionWords.of(state.teamwork()))
                + section(
                        "What a person was asked", ItemWords.of(state.teamwork().items()))
                + section("Checks", CheckWords.of(state.teamwork()))
                + section("Recoveries", HappenedWords.recoveries(recoveries))
                + section("What it has used", SpendingWords.of(state))
                + section("What happened", HappenedWords.of(told, more));
    }

    private static String section(String title, String text) {
        return "\n## " + title + "\n\n" + text;
    }
}
