package orchestrator.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Distinguishes machines in the identities of workers: one is one boot and one PID namespace, so a pid is looked up only there. */
public final class MachineMark {
    private static final Pattern MARK = Pattern.compile("(?:^| )on:(\\S+)");

    private MachineMark() {}

    /** The mark of the machine of this process, as in {@code on:MARK}. */
    public static String here() {
        try {
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            String pids = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return boot.substring(0, 8) + "/" + pids.replaceAll("[^0-9]", "");
        } catch (IOException | UnsupportedOperationException noProc) {
            return "unknown-" + ProcessHandle.current().pid();
        }
    }

    /** Reads it from a worker's identity; empty if there is none. */
    public static Optional<String> in(String identity) {
        Matcher mark = MARK.matcher(identity);
        return mark.find() ? Optional.of(mark.group(1)) : Optional.empty();
    }
}
