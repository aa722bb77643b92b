package orchestrator.api.confirm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import orchestrator.lineage.Proc;

/** The controlling terminal of a process: its user may see it even if input and output are redirected. */
final class Terminal {
    private static final int FIRST_PTS_MAJOR = 136;
    private static final int LAST_PTS_MAJOR = 143;
    private static final int CONSOLE_MAJOR = 4;
    private static final int MINORS = 256;
    /** A terminal that is halted by Ctrl-S accepts no output. */
    private static final long WRITTEN_WITHIN_MILLIS = 2_000;

    private Terminal() {}

    /** False if the process has no terminal, or none that can be written to. */
    static boolean tell(long process, String line) {
        return of(process).map(device -> write(device, "\r\n" + line + "\r\n")).orElse(false);
    }

    private static Optional<Path> of(long process) {
        int number =
                process == 0 ? 0 : Proc.stat(process).map(Proc.Stat::terminal).orElse(0);
        Optional<String> name = name(number);
        // The terminal as the process sees it, since the same name may mean another one in a container.
        return name.map(device -> Path.of("/proc/" + process + "/root/dev/" + device))
                .filter(device -> isThat(device, number));
    }

    static Optional<String> name(int number) {
        int major = major(number);
        int minor = number & 0xff | number >>> 12 & 0xfff00;
        if (major >= FIRST_PTS_MAJOR && major <= LAST_PTS_MAJOR) {
            return Optional.of("pts/" + (minor + (major - FIRST_PTS_MAJOR) * MINORS));
        }
        return major == CONSOLE_MAJOR ? Optional.of("tty" + minor) : Optional.empty();
    }

    private static int major(int number) {
        return number >>> 8 & 0xfff;
    }

    private static boolean isThat(Path device, int number) {
        try {
            return (int) ((Long) Files.getAttribute(device, "unix:rdev") >>> 8 & 0xfff) == major(number);
        } catch (IOException | UnsupportedOperationException notThere) {
            return false;
        }
    }

    private static boolean write(Path device, String text) {
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        Thread writer = new Thread(() -> written.complete(put(device, text)), "terminal");
        writer.setDaemon(true);
        writer.start();
        try {
            return written.get(WRITTEN_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean put(Path device, String text) {
        try {
            Files.write(device, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
