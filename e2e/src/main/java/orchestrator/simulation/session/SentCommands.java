package orchestrator.simulation.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.session.Control;
import orchestrator.session.SessionState;
import orchestrator.simulation.stage.Violation;

/** The commands that people have sent by signals, of which the session says each exactly once. */
final class SentCommands {
    /** How a command arrived that was sent by a signal; updates may be refused, and say so to whoever sent them. */
    static final String BY_SIGNAL = "cli";

    private static final String REFUSED = "an answer was refused by ana (" + BY_SIGNAL + ")";
    private static final String NOT_PASSED_ON = "a message was not passed on by ana (" + BY_SIGNAL + ")";

    private final SimulatedSessions sessions;
    private final Map<String, Integer> sent = new TreeMap<>();
    private int early;

    SentCommands(SimulatedSessions sessions) {
        this.sessions = sessions;
    }

    /** A refusal is told by the session's events, but one at its very beginning need not be. */
    void note(String control, ObjectNode fields) {
        if (control.equals("answer") && sessions.archived().isEmpty()) {
            early++;
            return;
        }
        String agent = fields.path("agent").asText("");
        sent.merge(control + (agent.isEmpty() ? "" : " " + agent), 1, Integer::sum);
    }

    void check(SessionState state) {
        sent.forEach((command, count) -> {
            long said = state.controls().stream()
                    .filter(control -> isThis(command, control))
                    .count();
            long refused = refusals(command);
            if (said + refused < count)
                throw new Violation("no command is lost", count + " times " + command + ", and it knows of " + said);
            if (said + refused > count + (command.equals("answer") ? early : 0))
                throw new Violation(
                        "each command counts once", count + " times " + command + ", and it knows of " + said);
        });
    }

    /** An answer may also stop or abort, and then is two commands. */
    private static boolean isThis(String command, Control control) {
        if (!control.via().equals(BY_SIGNAL) || control.reason().startsWith("answer to")) return false;
        return command.equals("answer")
                ? control.action().startsWith("answer ")
                : control.action().equals(command);
    }

    private long refusals(String command) {
        String begin = command.equals("answer") ? REFUSED : NOT_PASSED_ON;
        if (!command.equals("answer") && !command.equals("message")) return 0;
        return sessions.events().stream()
                .filter(event -> event.text().startsWith(begin))
                .count();
    }
}
