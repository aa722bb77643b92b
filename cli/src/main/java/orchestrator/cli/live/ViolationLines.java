package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the guard stopped, two lines each: the call, and the reason. A pure function. */
public final class ViolationLines {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int COLUMNS = 200;

    private ViolationLines() {}

    public static List<String> lines(JsonNode violation, ZoneId zone) {
        @Nullable Instant at = DisplayText.instant(violation.path("at"));
        String clock = at == null ? "-" : CLOCK.format(at.atZone(zone));
        String tool = violation.path("tool").asText("");
        String subject = violation.path("subject").asText(violation.path("text").asText(""));
        String rule = violation.path("rule").asText("");
        List<String> lines = new ArrayList<>();
        lines.add(cut(clock + "  " + violation.path("run").asText("") + "  "
                + violation.path("kind").asText("") + "  " + tool + (tool.isEmpty() ? "" : ": ") + subject));
        String reason = violation.path("reason").asText("") + (rule.isEmpty() ? "" : " (rule " + rule + ")");
        if (!reason.isBlank()) lines.add("    " + cut(reason));
        return lines;
    }

    private static String cut(String line) {
        return DisplayText.cut(DisplayText.clean(line), COLUMNS);
    }
}
