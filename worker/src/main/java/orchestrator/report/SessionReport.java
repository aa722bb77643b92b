package orchestrator.report;

import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.session.SessionState;

/** The report of one session as Markdown. */
public final class SessionReport {
    private SessionReport() {}

    /**
     * What the event log has of the session, oldest first.
     *
     * @param events to list under "What happened"
     * @param more true if {@code events} is cut at the limit
     */
    public record Happened(
            List<AgentEvent> events, boolean more, List<AgentEvent> recoveries, List<AgentEvent> violations) {
        public Happened {
            events = List.copyOf(events);
            recoveries = List.copyOf(recoveries);
            violations = List.copyOf(violations);
        }
    }

    public static String of(SessionState state, Happened happened) {
        return of(state, happened, ResultOutcome.OPEN);
    }

    static String of(SessionState state, Happened happened, ResultOutcome outcome) {
        return "# Session " + state.session() + ": " + state.inShort() + "\n\n"
                + SummarySection.of(state, outcome)
                + section("The result", ResultSection.of(state, outcome))
                + section("Who did what", WorkTable.of(state))
                + section("Reviews", ReviewSection.of(state.teamwork()))
                + section("Decisions", DecisionSection.of(state.teamwork()))
                + section("Questions to you", ItemSection.of(state.teamwork().items()))
                + section("Checks", CheckSection.of(state.teamwork()))
                + section("Recoveries", EventSection.recoveries(happened.recoveries()))
                + section("What the guard stopped", ViolationSection.of(happened.violations(), state.violations()))
                + section("Usage", UsageSection.of(state))
                + section("What happened", EventSection.of(happened.events(), happened.more()));
    }

    private static String section(String title, String text) {
        return "\n## " + title + "\n\n" + text;
    }
}
