package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.output.CommandException;

/** Watched projects for commands that are about something else: without an answer there are none. */
public final class WatchedProjects {
    private WatchedProjects() {}

    /** One line for each project that has an open queue. */
    public static List<String> lines(ApiClient api, Instant now) {
        return open(api).stream()
                .map(watch -> "watching  " + WatchPages.line(watch, now))
                .toList();
    }

    /** How many are watched at this moment. */
    public static int count(ApiClient api) {
        return (int) open(api).stream()
                .filter(watch -> watch.path("watching").asBoolean())
                .count();
    }

    /** Projects with an open queue. */
    public static List<JsonNode> open(ApiClient api) {
        List<JsonNode> open = new ArrayList<>();
        try {
            for (JsonNode watch : api.get(WatchStart.PATH).path("watches"))
                if (watch.path("open").asBoolean()) open.add(watch);
        } catch (CommandException noAnswer) {
            return List.of();
        }
        return List.copyOf(open);
    }
}
