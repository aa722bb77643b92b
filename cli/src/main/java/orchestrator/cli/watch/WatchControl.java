package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.autofix.ProjectKey;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import orchestrator.cli.settings.ProjectSettings;
import orchestrator.cli.watch.option.WatchActions.Action;
import org.jspecify.annotations.Nullable;

/** Shows and controls projects that are watched. */
final class WatchControl {
    private static final Map<String, String> DONE = Map.of(
            "stop", "Stopped; nothing is watched any more.",
            "pause", "Paused: no further task begins. To continue:  orchestrate watch --resume",
            "resume", "The queue continues.",
            "drain", "The queue is worked off; then watching stops.",
            "retry", "%s is queued again.",
            "drop", "%s is dropped.",
            "apply", "The repair of %s is being applied.",
            "undo", "The repair of %s is being taken back.");

    private final CommandCaller caller;
    private final boolean json;

    WatchControl(CommandCaller caller, boolean json) {
        this.caller = caller;
        this.json = json;
    }

    /** @param isNamed true if the user named the project; otherwise the only one that is watched will do */
    int run(Action action, boolean isNamed, @Nullable WatchedProject project) {
        ApiClient api = ApiAccess.to(caller);
        JsonNode all = api.get(WatchStart.PATH);
        if (project == null) {
            show(all, WatchPages.list(all.path("watches"), Instant.now()));
            return ExitCode.DONE;
        }
        String key = key(all.path("watches"), isNamed, project);
        String path = WatchStart.PATH + "/" + ApiClient.segment(key);
        if (action.name().equals("status")) {
            JsonNode state = api.get(path);
            show(state, WatchPages.status(state, Instant.now()));
        } else if (action.name().equals("show")) {
            String task = path + "/tasks/" + ApiClient.segment(action.task());
            JsonNode found = api.get(task);
            show(found, TaskPage.lines(found, text(api, task + "/diff"), Instant.now()));
        } else {
            control(api, path, action);
        }
        return ExitCode.DONE;
    }

    private void show(JsonNode answer, List<String> lines) {
        if (json) JsonOption.print(caller.out(), answer);
        else lines.forEach(caller.out()::println);
    }

    private void control(ApiClient api, String path, Action action) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!action.task().isEmpty()) body.put("task", action.task());
        boolean isStop = action.name().equals("stop");
        JsonNode state =
                isStop ? new GracefulStop(api, path, news -> {}).run() : api.post(path + "/" + action.name(), body);
        List<String> lines = new ArrayList<>();
        String note = WatchWords.clean(state.path("note"));
        lines.add(note.isEmpty() ? DONE.get(action.name()).formatted(action.task()) : note);
        if (isStop) {
            if (!GracefulStop.waiting(state).isEmpty()) lines.add(GracefulStop.waiting(state));
            lines.add(WatchWords.statistics(state, Instant.now()));
        }
        show(state, lines);
    }

    /** Empty if there is no such text. */
    private static String text(ApiClient api, String path) {
        try {
            return api.text(path);
        } catch (CommandException none) {
            return "";
        }
    }

    /** What PROJECT_ROOT names, unless the settings are wrong: then they matter only to a start. */
    private Path root(WatchedProject project) {
        try {
            return ProjectSettings.of(project.target(), caller.environment()).root();
        } catch (CommandException wrong) {
            return project.target();
        }
    }

    private String key(JsonNode watches, boolean isNamed, WatchedProject project) {
        List<String> keys = new ArrayList<>();
        watches.forEach(watch -> keys.add(watch.path("project").asText()));
        if (isNamed || keys.contains(project.key())) return project.key();
        String configured = ProjectKey.of(root(project).toString());
        if (keys.contains(configured)) return configured;
        List<String> targets = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (JsonNode watch : watches) {
            if (!watch.path("open").asBoolean()) continue;
            open.add(watch.path("project").asText());
            targets.add("  " + WatchWords.clean(watch.path("request").path("target")));
        }
        if (open.size() == 1) return open.get(0);
        if (open.isEmpty()) {
            throw CommandException.badInput(
                    "no project is watched.", "Watch this one:  orchestrate watch --test \"npm test\"");
        }
        throw CommandException.badInput(
                project.target() + " is not watched, but several others are; name one:",
                targets.toArray(String[]::new));
    }
}
