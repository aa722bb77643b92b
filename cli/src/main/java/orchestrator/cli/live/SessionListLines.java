package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sessions as a table: a pure function. */
public final class SessionListLines {
    private static final int PROMPT_COLUMNS = 50;

    /** The API lists no more at a time. */
    private static final int LISTED_MAX = 1_000;

    private SessionListLines() {}

    public static List<String> lines(JsonNode sessions, Instant now) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"SESSION", "STATE", "DONE", "TIME", "PROMPT"});
        for (JsonNode session : sessions) rows.add(row(session, now));
        return aligned(rows);
    }

    /** @param listed how many newer ones are listed */
    public static String older(int count, int listed) {
        return "… and " + count + " older " + (count == 1 ? "session" : "sessions") + ":  orchestrate list --limit "
                + Math.min(LISTED_MAX, listed + count);
    }

    /** Each column is as wide as its widest cell. */
    static List<String> aligned(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) widths[i] = Math.max(widths[i], row[i].length());
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String[] row(JsonNode session, Instant now) {
        String hold = session.path("hold").path("kind").asText("none");
        String prompt = session.path("prompt").asText("").lines().findFirst().orElse("");
        boolean superseded = session.path("superseded").asBoolean();
        return new String[] {
            // The name to type for it: after a resume the id means the newer execution.
            DisplayText.clean(session.path(superseded ? "ref" : "session").asText()),
            (hold.equals("none") ? DisplayText.outcome(session) : hold.replace('_', ' '))
                    + (superseded ? ", resumed" : "")
                    + violations(session),
            session.path("progressPercent").asInt() + " %",
            Board.elapsed(session, now),
            DisplayText.cut(resumes(session) + DisplayText.clean(prompt), PROMPT_COLUMNS)
        };
    }

    private static String violations(JsonNode session) {
        int count = session.path("violations").asInt();
        return count == 0 ? "" : ", " + count + (count == 1 ? " violation" : " violations");
    }

    private static String resumes(JsonNode session) {
        String from = session.path("resumedFrom").asText("");
        return from.isEmpty() ? "" : "(resumes " + DisplayText.clean(from) + ") ";
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++)
            line.append(DisplayText.pad(row[i], widths[i])).append("  ");
        return line.toString().stripTrailing();
    }
}
