package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.cli.live.DisplayText;
import orchestrator.text.Text;

/** Words for the facts of a watched project. File names and agents' output pass through {@link DisplayText#clean}. */
final class WatchWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final int FILES_SHOWN = 3;

    private WatchWords() {}

    static String shell(String text) {
        return Text.shellWord(DisplayText.clean(text));
    }

    static String clean(JsonNode value) {
        return DisplayText.clean(value.asText(""));
    }

    /** All tasks of the state, those in progress first. */
    static List<JsonNode> tasks(JsonNode state) {
        List<JsonNode> all = new ArrayList<>();
        Stream.of("inProgress", "pending", "completed", "failed")
                .forEach(part -> state.path(part).forEach(all::add));
        return all;
    }

    /** The files of a task in a few words. */
    static String files(JsonNode task) {
        List<String> names = new ArrayList<>();
        for (JsonNode file : task.path("files")) {
            if (names.size() < FILES_SHOWN) names.add(clean(file.path("path")));
        }
        int more = task.path("filesTotal").asInt() - names.size();
        if (names.isEmpty()) return clean(task.path("description"));
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }

    /** {@code until 14:05 (3m12s)} or {@code for 8s}; empty if there is no time, or it is over. */
    static String until(JsonNode time, Instant now) {
        Instant at = DisplayText.instant(time);
        if (at == null) return "";
        Duration left = Duration.between(now, at);
        if (left.compareTo(Duration.ofMinutes(1)) < 0)
            return left.toSeconds() < 1 ? "" : "for " + left.toSeconds() + "s";
        return "until " + TIME.format(at.atZone(ZoneId.systemDefault())) + " (" + DisplayText.elapsed(left) + ")";
    }

    static String ago(JsonNode time, Instant now) {
        Instant at = DisplayText.instant(time);
        return at == null ? "never" : DisplayText.elapsed(Duration.between(at, now)) + " ago";
    }

    static String tasks(long count) {
        return count == 1 ? "1 task" : count + " tasks";
    }

    /** The statistics in one sentence. */
    static String statistics(JsonNode state, Instant now) {
        JsonNode numbers = state.path("statistics");
        Instant since = DisplayText.instant(numbers.path("since"));
        String uptime = since == null ? "" : "up " + DisplayText.elapsed(Duration.between(since, now)) + ", ";
        return uptime + numbers.path("processed").asLong() + " processed: "
                + numbers.path("succeeded").asLong() + " succeeded, "
                + numbers.path("failed").asLong() + " failed, "
                + numbers.path("escalated").asLong() + " escalated; success rate "
                + state.path("successPercent").asInt(100) + " %";
    }
}
