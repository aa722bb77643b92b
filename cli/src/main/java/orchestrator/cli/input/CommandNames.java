package orchestrator.cli.input;

import java.util.List;
import java.util.Locale;

/** The names of the commands, and the best guess for a mistyped one. */
public final class CommandNames {
    public static final List<String> NAMES = List.of(
            "run",
            "watch",
            "demo",
            "attach",
            "monitor",
            "list",
            "status",
            "logs",
            "pause",
            "resume",
            "abort",
            "stop",
            "review",
            "answer",
            "message",
            "report",
            "violations",
            "diff",
            "merge",
            "discard",
            "pull-request",
            "archive",
            "up",
            "down",
            "serve",
            "worker",
            "api",
            "trust",
            "approve",
            "sign",
            "token",
            "guard",
            "mcp",
            "doctor",
            "install-commands",
            "warm-up");

    private static final int LONGEST = 12;

    private CommandNames() {}

    /** The command that this word may be a misspelling of; empty if it resembles none. */
    public static String resembling(String word) {
        if (word.length() > LONGEST) return "";
        String lower = word.toLowerCase(Locale.ROOT);
        return NAMES.stream()
                .filter(name -> !name.equals("warm-up") && distance(lower, name) <= (name.length() > 4 ? 2 : 1))
                .findFirst()
                .orElse("");
    }

    /** The edit distance: letters inserted, removed, replaced, or swapped with a neighbour. */
    private static int distance(String from, String to) {
        int[][] costs = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) costs[i][j] = cost(costs, from, to, i, j);
        }
        return costs[from.length()][to.length()];
    }

    private static int cost(int[][] costs, String from, String to, int i, int j) {
        if (i == 0 || j == 0) return i + j;
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(costs[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(costs[i - 1][j], costs[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, costs[i - 2][j - 2] + 1) : least;
    }
}
