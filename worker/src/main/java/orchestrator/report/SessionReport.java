package orchestrator.report;

import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.session.SessionState;

/** The report of one session as Markdown. */
public final class SessionReport {
    private SessionReport() {}

    /**
     * @param events to list under "What happened", oldest first
     * @param recoveries all recoveries of agents and workers, oldest first
     * @param more true if {@code events} is cut at the limit
     */
    public static String of(SessionState state, List<AgentEvent> events, List<AgentEvent> recoveries, boolean more) {
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
                + section("What happened", EventSection.of(events, more));
    }

    private static String section(String title, String text) {
        return "\n## " + title + "\n\n" + text;
    }
}
