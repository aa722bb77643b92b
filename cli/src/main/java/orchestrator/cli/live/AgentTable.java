package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Working agents as a table: a pure function. */
public final class AgentTable {
    private static final int DOING_COLUMNS = 50;

    private AgentTable() {}

    public static List<String> lines(JsonNode agents) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"SESSION", "PHASE", "AGENT", "RUN", "KIND", "STATUS", "PID", "HOST", "DOING"});
        for (JsonNode agent : agents) rows.add(row(agent));
        return SessionListLines.aligned(rows);
    }

    private static String[] row(JsonNode agent) {
        return new String[] {
            DisplayText.clean(agent.path("session").asText()),
            agent.path("phase").asText(),
            DisplayText.clean(agent.path("agent").asText()),
            orDash(agent.path("run").asText("")),
            agent.path("kind").asText(),
            agent.path("status").asText().replace('_', ' '),
            orDash(agent.path("pid").asText("")),
            orDash(agent.path("host").asText("")),
            DisplayText.cut(DisplayText.clean(doing(agent)), DOING_COLUMNS)
        };
    }

    private static String doing(JsonNode agent) {
        String tool = agent.path("lastTool").asText("");
        return tool.isEmpty() ? agent.path("title").asText("") : tool;
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : DisplayText.clean(text);
    }
}
