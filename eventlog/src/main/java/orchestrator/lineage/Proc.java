package orchestrator.lineage;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads single facts from {@code /proc}. Empty or 0 for a process that is gone or that we have no permission to read.
 */
public final class Proc {
    /** The variable that every process of a launch is started with. */
    public static final String MARKER = "ORCHESTRATOR_RUN";

    private static final Path PROC = Path.of("/proc");
    private static final String LOCKS = "Max file locks";

    private Proc() {}

    /** @param terminal the device number of the controlling terminal; 0 for none */
    public record Stat(long parent, long session, int terminal) {}

    public static boolean isThere() {
        return Files.exists(PROC.resolve("self/stat"));
    }

    public static List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path pid : all) pids.add(Long.valueOf(pid.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return pids;
    }

    public static Optional<Stat> stat(long pid) {
        return read(pid, "stat").map(Proc::parse);
    }

    /** The name in parentheses may contain anything, so fields are counted after the last parenthesis. */
    private static Stat parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new Stat(Long.parseLong(fields[1]), Long.parseLong(fields[3]), Integer.parseInt(fields[4]));
    }

    /** {@link #MARKER} in the environment that the process was started with; empty if it had none. */
    public static String marker(long pid) {
        for (String variable : read(pid, "environ").orElse("").split("\0")) {
            if (variable.startsWith(MARKER + "=")) return variable.substring(MARKER.length() + 1);
        }
        return "";
    }

    /** The {@link LaunchMark} of the process; 0 if it has none. Every user may read it. */
    public static long launchMark(long pid) {
        String limits = read(pid, "limits").orElse("");
        int at = limits.indexOf(LOCKS);
        if (at < 0) return 0;
        String[] values = limits.substring(at + LOCKS.length()).strip().split("\\s+", 3);
        long hard = values[1].chars().allMatch(Character::isDigit) ? Long.parseUnsignedLong(values[1]) : 0;
        return LaunchMark.isOne(hard) ? hard : 0;
    }

    public static List<String> commandLine(long pid) {
        return List.of(read(pid, "cmdline").orElse("").split("\0"));
    }

    /** Its owner; empty if unknown. */
    public static String user(long pid) {
        try {
            return Files.getOwner(PROC.resolve(Long.toString(pid))).getName();
        } catch (IOException gone) {
            return "";
        }
    }

    /** True if the process holds the socket with this inode; empty if we have no permission to look. */
    public static Optional<Boolean> holdsSocket(long pid, long inode) {
        Path wanted = Path.of("socket:[" + inode + "]");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (Path file : files) {
                if (isLinkTo(file, wanted)) return Optional.of(true);
            }
            return Optional.of(false);
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.empty();
        }
    }

    private static boolean isLinkTo(Path file, Path wanted) {
        try {
            return Files.readSymbolicLink(file).equals(wanted);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(text(pid, file));
        } catch (IOException goneOrNotOurs) {
            return Optional.empty();
        }
    }

    /** Costs half of what it costs by a channel. All processes are read again and again. */
    public static String text(long pid, String file) throws IOException {
        try (InputStream in = new FileInputStream("/proc/" + pid + "/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
