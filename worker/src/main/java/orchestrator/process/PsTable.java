package orchestrator.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The same by {@code ps}, for systems without {@code /proc} such as macOS. Written for, not tested there; processes that
 * left their parent are found by session only.
 */
final class PsTable implements ProcessTable {
    private final String bootId =
            output(List.of("sysctl", "-n", "kern.bootsessionuuid")).trim();

    @Override
    public List<Entry> all() {
        return output(List.of("ps", "-axo", "pid=,ppid=,sess=,stat=,lstart="))
                .lines()
                .map(PsTable::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Entry> find(long pid) {
        return output(List.of("ps", "-o", "pid=,ppid=,sess=,stat=,lstart=", "-p", Long.toString(pid)))
                .lines()
                .map(PsTable::parse)
                .flatMap(Optional::stream)
                .findFirst();
    }

    static Optional<Entry> parse(String line) {
        String[] fields = line.trim().split("\\s+", 5);
        if (fields.length < 5 || fields[3].startsWith("Z")) return Optional.empty();
        return Optional.of(new Entry(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2], 16),
                fields[4].trim().replaceAll("\\s+", "_")));
    }

    @Override
    public String marker(long pid) {
        String line = output(List.of("ps", "eww", "-o", "command=", "-p", Long.toString(pid)));
        int at = line.indexOf(MARKER + "=");
        return at < 0 ? "" : line.substring(at + MARKER.length() + 1).split("\\s", 2)[0];
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
