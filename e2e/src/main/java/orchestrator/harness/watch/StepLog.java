package orchestrator.harness.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What agents and tests of one project have written about themselves: lines {@code WHAT begun|ended MILLIS PID}, where WHAT
 * is {@code strategy}, {@code fix} or {@code test}.
 */
public record StepLog(Path file) {

    /** @param millis since 1970 */
    public record Entry(String what, boolean hasEnded, long millis, long pid) {}

    /** Shell commands around a test command, which write its lines. */
    public String around(String command) {
        String log = "test %s $(date +%s%3N) $$";
        return "echo \"" + log.replaceFirst("%s", "begun") + "\" >>'" + file + "'\n" + command + "\ncode=$?\necho \""
                + log.replaceFirst("%s", "ended") + "\" >>'" + file + "'\nexit $code\n";
    }

    public List<Entry> entries() {
        if (!Files.exists(file)) return List.of();
        try {
            String text = Files.readString(file);
            // Somebody may just be writing the last line.
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            return whole.lines().map(StepLog::entry).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Entry entry(String line) {
        String[] words = line.split(" ");
        return new Entry(words[0], words[1].equals("ended"), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }

    /** The first line of this kind after so many lines. */
    public Optional<Entry> first(String what, boolean hasEnded, int after) {
        return entries().stream()
                .skip(after)
                .filter(entry -> entry.what().equals(what) && entry.hasEnded() == hasEnded)
                .findFirst();
    }

    /** Time from each beginning to the end of the same process. */
    public long millis(String what) {
        long sum = 0;
        List<Entry> all = entries();
        for (Entry end : all) {
            if (!end.hasEnded() || !end.what().equals(what)) continue;
            sum += all.stream()
                    .filter(begin -> !begin.hasEnded()
                            && begin.pid() == end.pid()
                            && begin.what().equals(what))
                    .mapToLong(begin -> end.millis() - begin.millis())
                    .min()
                    .orElse(0);
        }
        return sum;
    }
}
