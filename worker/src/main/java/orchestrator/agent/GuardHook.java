package orchestrator.agent;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The program that an agent asks before each tool call. It reads the call as JSON, and ends with 2 and the reason on
 * stderr if the call must not run.
 *
 * @param command absolute paths and arguments
 */
public record GuardHook(List<String> command) {
    /** Longer than the script waits: an agent runs a call whose hook takes too long. */
    public static final int TIMEOUT_SECONDS = 700;

    public GuardHook {
        command = List.copyOf(command);
    }

    /** As one line for a shell. */
    public String line() {
        return command.stream().map(GuardHook::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
