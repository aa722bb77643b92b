package orchestrator.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import orchestrator.lineage.Proc;

/** Reads Linux's {@code /proc}. */
public final class ProcTable implements ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final Path LOAD = PROC.resolve("loadavg");
    private static final long KILOBYTE = 1024;
    private static final int STATM_SHARED = 2;
    private static final Pattern INIT_OF_A_NAMESPACE = Pattern.compile("NSpid:(\\s+\\d+)+\\s+1");
    private final String bootId;
    private final long pageBytes = AuxiliaryVector.pageBytes();

    public ProcTable() {
        try {
            bootId = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).trim();
        } catch (IOException e) {
            throw new UncheckedIOException("no /proc here", e);
        }
    }

    @Override
    public List<Entry> all() {
        return all(pid -> true);
    }

    @Override
    public List<Entry> all(LongPredicate wanted) {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> pids = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path each : pids) {
                long pid = Long.parseLong(each.getFileName().toString());
                if (wanted.test(pid)) find(pid).ifPresent(entries::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list processes", e);
        }
        return entries;
    }

    @Override
    public List<Long> pids() {
        return Proc.pids();
    }

    /** The pid that was given last. */
    @Override
    public OptionalLong begun() {
        try {
            String load = Files.readString(LOAD, StandardCharsets.ISO_8859_1).strip();
            return OptionalLong.of(Long.parseLong(load.substring(load.lastIndexOf(' ') + 1)));
        } catch (IOException | NumberFormatException unknown) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Optional<Entry> find(long pid) {
        try {
            return parse(pid, Proc.text(pid, "stat"), pageBytes);
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }

    /** The name in parentheses may contain anything, so fields are counted after the last parenthesis. */
    static Optional<Entry> parse(long pid, String stat, long pageBytes) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        if (fields[0].equals("Z") || fields[0].equals("X")) return Optional.empty();
        return Optional.of(new Entry(
                pid,
                Long.parseLong(fields[1]),
                Long.parseLong(fields[3]),
                fields[19],
                fields[0].charAt(0),
                Long.parseLong(fields[21]) * pageBytes,
                cpuTicks(fields)));
    }

    /** Includes ended children: builds consist of short-lived ones. */
    private static long cpuTicks(String[] fields) {
        return Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
    }

    @Override
    public String marker(long pid) {
        return Proc.marker(pid);
    }

    @Override
    public long launchMark(long pid) {
        return Proc.launchMark(pid);
    }

    @Override
    public OptionalLong proportionalBytes(long pid) {
        return read(pid, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) * KILOBYTE)
                .findFirst();
    }

    @Override
    public long sharedBytes(long pid) {
        String[] pages = read(pid, "statm").split(" ");
        return pages.length > STATM_SHARED ? Long.parseLong(pages[STATM_SHARED]) * pageBytes : 0;
    }

    @Override
    public boolean mayServe(long pid) {
        return ListeningPorts.mayServe(PROC.resolve(Long.toString(pid)));
    }

    @Override
    public boolean hasOpen(long pid, Path directory) {
        return OpenFiles.within(PROC.resolve(Long.toString(pid)), directory);
    }

    /** The last of the pids that it has, one for each namespace from ours inwards, is 1. */
    @Override
    public boolean isSandboxInit(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("NSpid:"))
                .anyMatch(line -> INIT_OF_A_NAMESPACE.matcher(line).matches() && isBubblewrap(pid));
    }

    private static boolean isBubblewrap(long pid) {
        return read(pid, "comm").strip().equals("bwrap");
    }

    private static String read(long pid, String file) {
        try {
            return Proc.text(pid, file);
        } catch (IOException goneOrNotOurs) {
            return "";
        }
    }

    @Override
    public String bootId() {
        return bootId;
    }
}
