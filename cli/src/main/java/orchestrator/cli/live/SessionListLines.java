package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sessions as a table: a pure function. */
public final class SessionListLines {
    private static final int PROMPT_COLUMNS = 50;

    private SessionListLines() {}

    public static List<String> lines(JsonNode sessions, Instant now) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"SESSION", "STATE", "DONE", "TIME", "PROMPT"});
        for (JsonNode session : sessions) rows.add(row(session, now));
        return aligned(rows);
    }

    /** Each column is as wide as its widest cell. */
    static List<String> aligned(List<String[]> rows) {
        return rows.stream().map(row -> line(row, rows)).toList();
    }

    private static String[] row(JsonNode session, Instant now) {
        String hold = session.path("hold").path("kind").asText("none");
        String prompt = session.path("prompt").asText("").lines().findFirst().orElse("");
        boolean superseded = session.path("superseded").asBoolean();
        return new String[] {
            // The name to type for it: after a resume the id means the newer execution.
            DisplayText.clean(session.path(superseded ? "ref" : "session").asText()),
            (hold.equals("none") ? DisplayText.outcome(session) : hold.replace('_', ' '))
                    + (superseded ? ", resumed" : ""),
            session.path("progressPercent").asInt() + " %",
            Board.elapsed(session, now),
            DisplayText.cut(resumes(session) + DisplayText.clean(prompt), PROMPT_COLUMNS)
        };
    }

    private static String resumes(JsonNode session) {
        String from = session.path("resumedFrom").asText("");
        return from.isEmpty() ? "" : "(resumes " + DisplayText.clean(from) + ") ";
    }

    private static String line(String[] row, List<String[]> rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            int column = i;
            int width =
                    rows.stream().mapToInt(any -> any[column].length()).max().orElse(0);
            line.append(DisplayText.pad(row[i], width)).append("  ");
        }
        return line.toString().stripTrailing();
    }
}
