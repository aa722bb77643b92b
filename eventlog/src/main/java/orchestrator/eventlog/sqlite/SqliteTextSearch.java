package orchestrator.eventlog.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import orchestrator.eventlog.database.TextSearch;
import orchestrator.json.Json;

/**
 * Words in SQLite, whose {@code like} and {@code lower} know only the cases of ASCII. So words with other letters that have
 * two cases become a pattern that allows both of each. Few events have a tool call with the words in it, and only of those is the
 * JSON parsed.
 */
final class SqliteTextSearch implements TextSearch {
    private static final int PARAMETERS = 5;

    @Override
    public String condition(String words) {
        String call = contains("json_extract(data, '$.toolCall.command')", words)
                + " or exists (select 1 from json_each(data, '$.toolCall.paths') where " + contains("value", words)
                + ")";
        return "(" + contains("text", words)
                + " or stream in (select id from stream where " + contains("run", words) + ")"
                + " or type in ('tool_call', 'permission_blocker') and " + contains("data", words)
                + " and case when json_valid(data) then " + call + " end)";
    }

    /** With {@code like} if that will do, which is twice as fast. */
    private static String contains(String column, String words) {
        return hasTwoCases(words) ? "lower(" + column + ") glob ?" : column + " like ? escape '!'";
    }

    @Override
    public int bind(PreparedStatement statement, int at, String words) throws SQLException {
        String lower = words.toLowerCase(Locale.ROOT);
        String plain = pattern(lower, hasTwoCases(words));
        String json = Json.write(lower);
        String inJson = json.substring(1, json.length() - 1).toLowerCase(Locale.ROOT);
        for (int i = 0; i < PARAMETERS; i++) statement.setString(at + i, plain);
        statement.setString(at + 2, pattern(inJson, hasTwoCases(words)));
        return at + PARAMETERS;
    }

    private static boolean hasTwoCases(String words) {
        return words.codePoints().anyMatch(SqliteTextSearch::hasTwoCases);
    }

    private static boolean hasTwoCases(int letter) {
        return letter > 0x7f && Character.toUpperCase(letter) != Character.toLowerCase(letter);
    }

    private static String pattern(String lower, boolean withBothCases) {
        return withBothCases ? glob(lower) : "%" + lower.replaceAll("[!%_]", "!$0") + "%";
    }

    private static String glob(String lower) {
        StringBuilder pattern = new StringBuilder("*");
        lower.codePoints().forEach(letter -> {
            if (hasTwoCases(letter)) {
                pattern.append('[').appendCodePoint(letter);
                pattern.appendCodePoint(Character.toUpperCase(letter)).append(']');
            } else if ("*?[".indexOf(letter) >= 0) {
                pattern.append('[').appendCodePoint(letter).append(']');
            } else {
                pattern.appendCodePoint(letter);
            }
        });
        return pattern.append('*').toString();
    }
}
