package orchestrator.guard.shell.syntax;

import java.nio.charset.StandardCharsets;

/** Reads a whole shell text, or throws {@link UnreadableShell}. */
public final class ShellReader {
    private static final int BYTES_MAX = 256 * 1024;

    private final SecondReader second = new SecondReader();

    /** @param depth of texts around this one, such as that of {@code sh -c} */
    public Statement read(String text, int depth) {
        if (text.length() > BYTES_MAX || text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX)
            throw new UnreadableShell(
                    "shell-length", "The command is longer than 256 KiB; put it into a file in the workspace.");
        if (text.indexOf('\0') >= 0) throw new UnreadableShell("shell-syntax", "The command holds a NUL character.");
        Readings readings = new Readings();
        ShellCursor cursor = new ShellCursor(text, readings, 0, depth);
        Statement found = new StatementReader(cursor).whole();
        second.check(text, readings);
        return found;
    }
}
