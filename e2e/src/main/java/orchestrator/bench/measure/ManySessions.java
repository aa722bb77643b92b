package orchestrator.bench.measure;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import orchestrator.crew.Role;
import orchestrator.eventlog.store.EventStore;
import orchestrator.home.Home;
import orchestrator.launch.Usage;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;

/** Sessions of an archive, each with twenty assignments. */
public final class ManySessions {
    private static final int ASSIGNMENTS = 20;

    private ManySessions() {}

    /** Keeps them as {@code archived-0}, {@code archived-1} and so on, the last one as the newest. */
    public static void fill(Home home, int sessions) {
        try (EventStore store = EventStore.open(home.eventStore())) {
            for (int i = 0; i < sessions; i++) store.archive().keep(ended(i));
        }
    }

    private static SessionState ended(int number) {
        Instant begun = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * number);
        String key = "archived-" + number;
        return new SessionState(
                key,
                key,
                "execution-of-" + key,
                "Add a --json flag to the command, with tests and a paragraph in the documentation. ".repeat(3),
                "",
                "",
                "/home/someone/projects/app",
                "/home/someone/projects/app",
                Phase.DONE,
                Hold.NONE,
                "",
                "",
                "5: claude alone",
                IntStream.range(0, ASSIGNMENTS)
                        .mapToObj(i -> assignment(i, begun))
                        .toList(),
                List.of(),
                Usage.NONE,
                100,
                begun,
                begun.plusSeconds(3_600),
                Teamwork.NONE,
                0);
    }

    private static AssignmentState assignment(int number, Instant begun) {
        return new AssignmentState(
                "implement-" + number,
                Kind.WORK,
                "claude-" + number,
                "claude",
                Role.IMPLEMENTER,
                "Implement part " + number + " of the flag, as the plan says",
                100,
                false,
                List.of(),
                AssignmentState.Status.DONE,
                1,
                "",
                Usage.NONE,
                begun,
                begun.plusSeconds(600),
                null,
                0);
    }
}
