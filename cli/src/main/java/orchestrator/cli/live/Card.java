package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One agent's line: what it is, how it goes, its last tool call, time, tokens and cost. */
record Card(
        String run,
        String role,
        String status,
        String doing,
        String elapsed,
        String tokens,
        String cost,
        Line.Tone tone) {

    /** @param activity what is known of the run beyond its assignment; a missing node where nothing is */
    static Card of(JsonNode assignment, JsonNode activity, Instant now) {
        JsonNode live = activity.path("live");
        JsonNode usage = assignment.path("usage");
        boolean counted = usage.path("outputTokens").asLong() > 0;
        JsonNode used = counted || live.isMissingNode() ? usage : live;
        String status = assignment.path("status").asText().replace('_', ' ');
        int launches = assignment.path("launches").asInt();
        return new Card(
                name(assignment),
                assignment.path("role").asText(),
                launches > 1 ? status + " (launch " + launches + ")" : status,
                doing(assignment, live),
                elapsed(assignment, now),
                Words.count(used.path("inputTokens").asLong()
                        + used.path("outputTokens").asLong()),
                Words.cost(used),
                status.equals("needs you") ? Line.Tone.URGENT : Line.Tone.PLAIN);
    }

    private static String name(JsonNode assignment) {
        String run = assignment.path("run").asText("");
        return run.isEmpty() ? assignment.path("agent").asText() : run;
    }

    private static String doing(JsonNode assignment, JsonNode live) {
        String note = assignment.path("note").asText("");
        String lastTool = live.path("lastTool").asText("");
        boolean running = assignment.path("status").asText().equals("running");
        if (running && !lastTool.isEmpty()) return Words.clean(lastTool);
        if (!note.isEmpty()) return Words.clean(note);
        return Words.clean(assignment.path("title").asText(""));
    }

    private static String elapsed(JsonNode assignment, Instant now) {
        @Nullable Instant started = Words.instant(assignment.path("startedAt"));
        if (started == null) return "-";
        @Nullable Instant ended = Words.instant(assignment.path("endedAt"));
        return Words.elapsed(Duration.between(started, ended == null ? now : ended));
    }
}
