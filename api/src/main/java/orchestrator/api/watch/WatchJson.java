package orchestrator.api.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFixHealth;
import orchestrator.autofix.AutoFixState;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;
import orchestrator.json.Json;

/** A watched project as JSON, with the health of its watcher, which only the data directory has. */
public final class WatchJson {
    private final Home home;
    private final String workflows;

    /** @param temporalUi base URL of Temporal's Web UI */
    public WatchJson(Home home, String temporalUi, String namespace) {
        this.home = home;
        this.workflows = temporalUi + "/namespaces/" + inUrl(namespace) + "/workflows/";
    }

    public ObjectNode of(WatchView view) {
        AutoFixState state = view.state();
        ObjectNode json = Json.MAPPER.valueToTree(state);
        json.put("workflow", AutoFix.id(state.project()))
                .put("open", view.open())
                .put("alive", view.alive())
                .put("watching", view.isWatching())
                .put("successPercent", state.statistics().successPercent());
        if (!view.note().isEmpty()) json.put("note", view.note());
        ProjectHome files = home.project(state.project());
        files.read(files.health(), AutoFixHealth.class)
                .ifPresent(health -> json.set("health", Json.MAPPER.valueToTree(health)));
        json.putObject("links").put("temporal", link(AutoFix.id(state.project())));
        return json;
    }

    /** The page of a workflow in Temporal's Web UI. */
    String link(String workflow) {
        return workflows + inUrl(workflow);
    }

    private static String inUrl(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
