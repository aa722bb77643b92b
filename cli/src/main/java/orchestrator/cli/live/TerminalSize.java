package orchestrator.cli.live;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The size of the terminal, asked again now and then, because people resize it. */
public final class TerminalSize {
    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(3).toNanos();
    private int rows = 24;
    private int columns = 100;
    private long askedAt;
    private boolean asked;

    int rows() {
        ask();
        return rows;
    }

    int columns() {
        ask();
        return columns;
    }

    private void ask() {
        long now = System.nanoTime();
        if (asked && now - askedAt < ASK_AGAIN_NANOS) return;
        asked = true;
        askedAt = now;
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .start();
            String[] parts = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ");
            if (!stty.waitFor(1, TimeUnit.SECONDS) || stty.exitValue() != 0 || parts.length != 2) return;
            int answeredRows = Integer.parseInt(parts[0]);
            int answeredColumns = Integer.parseInt(parts[1]);
            if (answeredRows < 2 || answeredColumns < 20) return; // a terminal that does not know its size reports 0
            rows = answeredRows;
            columns = answeredColumns;
        } catch (IOException | NumberFormatException e) {
            // No terminal to ask: use the usual size.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
