package orchestrator.histories;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;

/** The cases in which a call waits in the guard or a run reaches its own limit. The runs are recorded, too. */
final class GuardedCases {
    static final List<String> NAMES = List.of("permission", "run-limit");

    private static final String ASKS = """
            if [ "$ROLE" = implementer ]; then
              guard Bash '{"command":"git push origin main"}' && say "it may push"
              guard Bash '{"command":"sudo id"}' || say "it may not be root"
            fi
            finish
            """;

    private final Orchestrator orchestrator;

    GuardedCases(Orchestrator orchestrator) {
        this.orchestrator = orchestrator;
    }

    /** By the name of the recording. */
    Map<String, Consumer<RecordedSession>> all() {
        Map<String, Consumer<RecordedSession>> cases = new LinkedHashMap<>();
        cases.put(NAMES.get(0), this::permission);
        cases.put(NAMES.get(1), this::runLimit);
        return cases;
    }

    private void permission(RecordedSession session) {
        orchestrator.script("claude", FakeClaude.script(ASKS));
        session.with("agents", List.of("claude")).with("reviews", "off").start();
        session.awaitHold("needs_you");
        session.control("answer", Map.of("choice", "allow"));
        session.awaitPhase("done");
        session.awaitEvent("it may not be root");
    }

    private void runLimit(RecordedSession session) {
        session.with("budget", Map.of("runTokens", 500))
                .script("work-implementer", "[ $launch -gt 1 ] || { used 600; until_file never; }")
                .start();
        session.awaitHold("needs_you");
        session.control("answer", Map.of("choice", "retry"));
        session.awaitPhase("done");
    }
}
