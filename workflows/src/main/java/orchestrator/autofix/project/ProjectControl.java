package orchestrator.autofix.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import orchestrator.session.ControlRequest;
import orchestrator.signing.Incoming;

/**
 * A control as it was sent.
 *
 * @param name such as {@code pause}; empty if there is none
 * @param task empty if it is about none
 * @param byline who sent it in which way and why, with a leading blank; empty if nothing is known
 * @param request for a start, with its signature
 */
record ProjectControl(String name, String task, String byline, Incoming request) {
    private static final Set<String> OF_TASKS = Set.of("retry", "drop", "apply", "undo");

    /** @param name of the signal, whose argument may be the task alone */
    static ProjectControl ofSignal(String name, Incoming sent) {
        String task = sent.json().isTextual()
                ? sent.json().asText()
                : sent.json().path("task").asText("");
        String byline =
                sent.json().isTextual() ? "" : ControlRequest.of(sent, "signal").byline();
        return new ProjectControl(name, task, byline, sent);
    }

    static ProjectControl ofUpdate(Incoming sent) {
        JsonNode json = sent.json();
        return new ProjectControl(
                json.path("control").asText(""),
                json.path("task").asText(""),
                ControlRequest.of(sent, "update").byline(),
                new Incoming(json.path("request"), sent.signature()));
    }

    boolean isOfTask() {
        return OF_TASKS.contains(name);
    }
}
