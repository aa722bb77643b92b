package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import orchestrator.autofix.AutoFix;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.RunningServices;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.ExitCode;
import orchestrator.cli.start.UpRequest;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;
import orchestrator.home.ProjectSecrets;
import orchestrator.home.Trust;

/** Begins to watch a project, or attaches to the queue that it has, and shows what happens. */
final class WatchStart {
    static final String PATH = "/api/v1/watches";

    private final CommandCaller caller;
    private final boolean json;
    private final boolean detach;

    WatchStart(CommandCaller caller, boolean json, boolean detach) {
        this.caller = caller;
        this.json = json;
        this.detach = detach;
    }

    int run(EffectiveSettings settings, UpRequest up) {
        RunningServices services = RunningServices.startMissing(caller, up);
        // Whoever types a directory here lets agents work in it.
        Trust.of(services.home()).add(Path.of(settings.target()));
        JsonNode known = known(services.api(), settings.key());
        boolean isWatched = known.path("watching").asBoolean();
        // A look in between must not end what goes on.
        boolean keepsSettings = isWatched && (settings.typed().isEmpty() || settings.isOnce());
        settings.settings().notices().forEach(this::notice);
        writeSecrets(services.home(), settings);
        JsonNode earlier = known.path("open").asBoolean() ? known.path("request") : MissingNode.getInstance();
        ObjectNode request = keepsSettings ? settings.targetOnly() : settings.request(earlier);
        JsonNode started = services.api().post(PATH, request);
        if (keepsSettings) noticeDifferences(settings.differingFrom(known.path("request")));
        if (detach) return detached(started, settings.target());
        if (!json) WatchHeader.lines(started, links(services, settings.key())).forEach(caller.out()::println);
        LiveWatch live = new LiveWatch(caller, services.api(), json);
        if (started.path("kept").asBoolean()) live.awaitBeginning();
        if (settings.isOnce()) return live.once(started.path("state"), isWatched);
        return live.run(started.path("state"), !isWatched);
    }

    /** The project as it is watched; missing if it has no queue. */
    private static JsonNode known(ApiClient api, String project) {
        for (JsonNode watch : api.get(PATH).path("watches")) {
            if (watch.path("project").asText().equals(project)) return watch;
        }
        return MissingNode.getInstance();
    }

    /** They stay on this machine, so they do not belong into the request. */
    private void writeSecrets(Home home, EffectiveSettings settings) {
        ProjectHome project = home.project(settings.key());
        if (ProjectSecrets.of(project).equals(settings.secrets())) return;
        settings.secrets().write(project);
    }

    private void notice(String text) {
        caller.err().println("note: " + DisplayText.clean(text));
    }

    private void noticeDifferences(List<String> names) {
        if (names.isEmpty()) return;
        notice("these settings differ from those with which the project is watched, and were not taken: "
                + String.join(", ", names) + ". To take them:  orchestrate watch --stop, then orchestrate watch");
    }

    private static List<String> links(RunningServices services, String project) {
        String temporal = services.temporalUi(AutoFix.id(project));
        String dashboard = "dashboard  " + services.dashboard() + "#/watch/" + project;
        return temporal.isEmpty() ? List.of(dashboard) : List.of(dashboard, "temporal   " + temporal);
    }

    private int detached(JsonNode started, String target) {
        if (json) {
            JsonOption.print(caller.out(), started);
        } else {
            caller.out().println(started.path("project").asText());
            caller.err().println("  See it:   orchestrate watch --status " + WatchWords.shell(target));
            caller.err().println("  Stop it:  orchestrate watch --stop " + WatchWords.shell(target));
        }
        return ExitCode.DONE;
    }
}
