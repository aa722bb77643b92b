package orchestrator.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.lineage.Proc;

/**
 * Reads processes with {@code ps}, for systems without {@code /proc} such as macOS. Not tested there. A process that
 * left its parent is found only by its session, and CPU time is unknown.
 */
final class PsTable implements ProcessTable {
    private static final String COLUMNS = "pid=,ppid=,sess=,stat=,rss=,lstart=";
    private static final long KILOBYTE = 1024;

    private final String bootId =
            output(List.of("sysctl", "-n", "kern.bootsessionuuid")).trim();

    @Override
    public List<Entry> all() {
        return output(List.of("ps", "-axo", COLUMNS))
                .lines()
                .map(PsTable::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Entry> find(long pid) {
        return output(List.of("ps", "-o", COLUMNS, "-p", Long.toString(pid)))
                .lines()
                .map(PsTable::parse)
                .flatMap(Optional::stream)
                .findFirst();
    }

    static Optional<Entry> parse(String line) {
        String[] fields = line.trim().split("\\s+", 6);
        if (fields.length < 6 || fields[3].startsWith("Z")) return Optional.empty();
        return Optional.of(new Entry(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2], 16),
                fields[5].trim().replaceAll("\\s+", "_"),
                fields[3].charAt(0),
                Long.parseLong(fields[4]) * KILOBYTE,
                0));
    }

    @Override
    public String marker(long pid) {
        return markerIn(output(List.of("ps", "eww", "-o", "command=", "-p", Long.toString(pid))));
    }

    /** One {@code ps} for all processes: one per process would take seconds. */
    @Override
    public Map<Long, String> markers(List<Entry> of) {
        Map<Long, String> markers = new HashMap<>();
        output(List.of("ps", "axeww", "-o", "pid=,command=")).lines().forEach(line -> {
            String marker = markerIn(line);
            if (!marker.isEmpty()) markers.put(Long.parseLong(line.trim().split("\\s", 2)[0]), marker);
        });
        return markers;
    }

    static String markerIn(String line) {
        int at = line.indexOf(Proc.MARKER + "=");
        return at < 0 ? "" : line.substring(at + Proc.MARKER.length() + 1).split("\\s", 2)[0];
    }

    @Override
    public String bootId() {
        return bootId;
    }

    private static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot run " + command.get(0), e);
        }
    }
}
