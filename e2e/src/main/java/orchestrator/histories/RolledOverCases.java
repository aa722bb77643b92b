package orchestrator.histories;

import java.util.List;
import java.util.Map;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.Wait;
import orchestrator.harness.watch.AnsweringAgent;

/** The cases in which a session and a queue continue as new. All their executions are recorded. */
final class RolledOverCases {
    static final String SESSION = "rolled-over";
    static final String WATCHED = "watched-rolled-over";
    static final List<String> NAMES = List.of(SESSION, WATCHED);

    /** They continue after some ten workflow tasks. */
    static final Map<String, String> SETTINGS = Map.of("ORCHESTRATOR_ROLLOVER_EVENTS", "40");

    private final Orchestrator orchestrator;
    private final AnsweringAgent agent;

    RolledOverCases(Orchestrator orchestrator, AnsweringAgent agent) {
        this.orchestrator = orchestrator;
        this.agent = agent;
    }

    /** An agent is at work, controls arrive and a question is open while the session continues as new. */
    void play(RecordedSession session) {
        session.with("reviews", "off")
                .with("budget", Map.of("tokens", 1000))
                .script("work", "used 600")
                .script("work-implementer", "until_file go; used 600")
                .start();
        session.awaitLaunch("work-implementer", 1);
        Wait.until("it has continued as new", RecordedSession.PATIENCE, () -> {
            session.control("pause", Map.of());
            session.awaitHold("paused");
            session.control("resume", Map.of());
            session.awaitHold("none");
            return isContinued(session.id());
        });
        session.release("go");
        session.awaitHold("needs_you");
        session.control("answer", Map.of("choice", "more"));
        session.awaitPhase("done");
    }

    private boolean isContinued(String workflow) {
        String newest = orchestrator.temporal().command("workflow", "show", "-w", workflow, "--output", "json");
        return newest.contains("\"continuedExecutionRunId\"");
    }

    WatchedCases.Played watch() {
        return new WatchedCases(orchestrator, agent).play(WatchedCases.AGAIN_AND_AGAIN);
    }
}
