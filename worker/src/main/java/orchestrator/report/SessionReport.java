package orchestrator.report;

import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.session.SessionState;

/** The report of one session as Markdown. */
public final class SessionReport {
    private SessionReport() {}

    /**
     * @param told events in their order
     * @param recoveries the recoveries
     * @param more true if there are more events than in {@code told}
     */
    public static String of(SessionState state, List<AgentEvent> told, List<AgentEvent> recoveries, boolean more) {
        return "# Session " + state.session() + ": " + state.inShort() + "\n\n"
                + SummarySection.of(state)
                + section("The result", ResultSection.of(state))
                + section("Who did what", WorkTable.of(state))
                + section("Reviews", ReviewSection.of(state.teamwork()))
                + section("Decisions", DecisionSection.of(state.teamwork()))
                + section("Questions to you", ItemSection.of(state.teamwork().items()))
                + section("Checks", CheckSection.of(state.teamwork()))
                + section("Recoveries", EventSection.recoveries(recoveries))
                + section("Usage", UsageSection.of(state))
                + section("What happened", EventSection.of(told, more));
    }

    private static String section(String title, String text) {
        return "\n## " + title + "\n\n" + text;
    }
}
