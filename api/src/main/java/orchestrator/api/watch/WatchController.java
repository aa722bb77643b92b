package orchestrator.api.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.ControlAnswer;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.WatchCalls;
import orchestrator.autofix.AutoFixState;
import orchestrator.json.Json;
import orchestrator.session.ControlRequest;

/** Controls watched projects and the tasks of their queues. */
public final class WatchController {
    private static final String START = "start";
    /** The beginning of the sentence that reports a refusal. */
    private static final Map<String, String> UNDONE = Map.of(
            START,
            "The settings were not taken",
            "stop",
            "Watching was not stopped",
            "pause",
            "The queue was not paused",
            "resume",
            "The queue was not resumed",
            "drain",
            "The queue is not drained",
            "retry",
            "The task was not queued again",
            "drop",
            "The task was not dropped",
            "apply",
            "The repair was not applied",
            "undo",
            "The repair was not taken back");

    private static final Set<String> OF_TASKS = Set.of("retry", "drop", "apply", "undo");

    private final WatchCalls temporal;
    private final WatchFinder watches;

    public WatchController(WatchCalls temporal, WatchFinder watches) {
        this.temporal = temporal;
        this.watches = watches;
    }

    /** @param kept true if the control waits for a worker */
    public record Done(WatchView view, boolean kept) {}

    /** @param task empty if the control is about none */
    public Done ask(String project, String control, String task, ControlRequest by) {
        if (!UNDONE.containsKey(control) || control.equals(START)) {
            throw Problem.notFound("There is no control `" + control
                    + "`; there are stop, pause, resume, drain, retry, drop, apply and undo.");
        }
        boolean isOfTask = OF_TASKS.contains(control);
        if (isOfTask && task.isEmpty()) {
            throw Problem.badRequest("`" + control + "` needs a task: {\"task\": \"task_0a1b2c3d\"}; the tasks are in"
                    + " the state of the project.");
        }
        ObjectNode argument = Json.MAPPER.valueToTree(by);
        if (isOfTask) argument.put("task", task);
        return send(project, control, argument, argument.deepCopy());
    }

    /** Watches again, with this request. */
    Done start(String project, JsonNode request, ControlRequest by) {
        ObjectNode argument = Json.MAPPER.valueToTree(by);
        argument.set("request", request);
        return send(project, START, argument, request.deepCopy());
    }

    private Done send(String project, String control, ObjectNode argument, ObjectNode signal) {
        WatchView known = watches.get(project);
        Execution execution =
                temporal.find(project).filter(Execution::open).orElseThrow(() -> refused(control, over(known.state())));
        ControlAnswer<AutoFixState> answer = temporal.control(execution, control, argument, signal);
        if (answer instanceof ControlAnswer.Refused<AutoFixState> refused) throw refused(control, refused.reason());
        if (answer instanceof ControlAnswer.Kept<AutoFixState>)
            return new Done(noted(watches.silent(project, execution), control), true);
        return ((ControlAnswer.Taken<AutoFixState>) answer)
                .state()
                .map(state -> new Done(WatchView.live(state), false))
                .orElseGet(() -> new Done(watches.get(project), false));
    }

    private static WatchView noted(WatchView view, String control) {
        return WatchView.last(
                view.state(),
                true,
                "No worker answers; Temporal keeps the request to " + control
                        + " and hands it to the next worker. `orchestrate up` starts one.");
    }

    private static String over(AutoFixState state) {
        String why = state.reason().isEmpty() ? "" : " (" + state.reason() + ")";
        return "its queue is closed" + why + "; `orchestrate watch` in its directory begins again";
    }

    private static Problem refused(String control, String why) {
        String sentence = UNDONE.get(control) + ": " + why;
        return Problem.conflict(sentence.endsWith(".") ? sentence : sentence + ".");
    }
}
