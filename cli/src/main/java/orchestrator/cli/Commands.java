package orchestrator.cli;

import java.util.List;
import java.util.Locale;

/** The names of the commands. A command's class is loaded only where it is called: a short command stays short. */
final class Commands {
    static final List<String> NAMES = List.of(
            "run", "demo", "attach", "monitor", "list", "status", "logs", "stop", "report", "up", "down", "serve",
            "worker", "api", "trust", "warm-up");

    private Commands() {}

    static Class<?> named(String name) {
        return switch (name) {
            case "run" -> RunCommand.class;
            case "demo" -> DemoCommand.class;
            case "attach", "monitor" -> AttachCommand.class;
            case "list" -> ListCommand.class;
            case "status" -> StatusCommand.class;
            case "logs" -> LogsCommand.class;
            case "stop" -> StopCommand.class;
            case "report" -> ReportCommand.class;
            case "up" -> UpCommand.class;
            case "down" -> DownCommand.class;
            case "serve" -> ServeCommand.class;
            case "worker", "api" -> ForegroundCommand.class;
            case "trust" -> TrustCommand.class;
            case "warm-up" -> WarmUpCommand.class;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The command that someone may have meant by this word; empty where it resembles none. */
    static String resembling(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return NAMES.stream()
                .filter(name -> !name.equals("warm-up") && distance(lower, name) <= (name.length() > 4 ? 2 : 1))
                .findFirst()
                .orElse("");
    }

    /** How many letters must be put in, taken out or exchanged. */
    private static int distance(String from, String to) {
        int[] costs = new int[to.length() + 1];
        for (int j = 0; j < costs.length; j++) costs[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j < costs.length; j++) {
                int exchanged = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(exchanged, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[to.length()];
    }
}
