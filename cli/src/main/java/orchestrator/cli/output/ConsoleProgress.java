package orchestrator.cli.output;

import java.io.PrintStream;
import orchestrator.text.Text;

/** Prints progress on standard error. On a terminal one line is redrawn; elsewhere a line appears if its subject changes. */
public final class ConsoleProgress implements ProgressOutput {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int COLUMNS_MAX = 78;
    private static final long PRINT_AGAIN_NANOS = 20_000_000_000L;

    private final PrintStream err;
    private final boolean terminal;
    private boolean waiting;
    private String lastSubject = "";
    private String lastLine = "";
    private long printedAt;

    public ConsoleProgress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void say(String line) {
        clear();
        err.println(line);
    }

    @Override
    public void wait(String line) {
        if (line.equals(lastLine)) return;
        lastLine = line;
        if (terminal) {
            err.print(CLEAR_LINE + "  " + Text.cut(line, COLUMNS_MAX));
            err.flush();
            waiting = true;
        } else if (!subject(line).equals(lastSubject) || System.nanoTime() - printedAt > PRINT_AGAIN_NANOS) {
            err.println("  " + line);
            lastSubject = subject(line);
            printedAt = System.nanoTime();
        }
    }

    /** The text without the numbers that change every second. */
    private static String subject(String line) {
        return line.split(":", 2)[0];
    }

    @Override
    public void clear() {
        if (waiting) err.print(CLEAR_LINE);
        err.flush();
        waiting = false;
        lastLine = "";
    }
}
