package orchestrator.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last clock reading and the newest gaps in a directory, for later workers. */
final class GapFiles {
    private static final Logger log = LoggerFactory.getLogger(GapFiles.class);
    private static final int GAPS_MAX = 200;

    private final Path reading;
    private final Path gaps;

    GapFiles(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
        reading = directory.resolve("reading.json");
        gaps = directory.resolve("gaps.jsonl");
        forgetOldGaps();
    }

    private void forgetOldGaps() {
        long lines = read(gaps).stream().flatMap(String::lines).count();
        if (lines <= GAPS_MAX) return;
        String kept = gaps().stream().map(gap -> Json.write(gap) + "\n").collect(Collectors.joining());
        replace(gaps, kept);
    }

    Optional<ClockReading> lastReading() {
        return read(reading).flatMap(text -> parsed(text, ClockReading.class));
    }

    /** Oldest first. Skips lines that cannot be read, for example after a power failure. */
    List<Gap> gaps() {
        List<Gap> all = read(gaps).stream()
                .flatMap(String::lines)
                .flatMap(line -> parsed(line, Gap.class).stream())
                .toList();
        return all.subList(Math.max(0, all.size() - GAPS_MAX), all.size());
    }

    /** A full disk must not stop the worker; a later worker may then miss a gap. */
    void keep(ClockReading last) {
        replace(reading, Json.write(last));
    }

    /** Several workers may append at once: a short line is written whole. */
    void add(Gap gap) {
        try {
            Files.writeString(
                    gaps,
                    Json.write(gap) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.warn("cannot write {}: {}", gaps, e.toString());
        }
    }

    private static void replace(Path file, String text) {
        try {
            AtomicFile.of(file).tryWrite(text);
        } catch (IOException e) {
            log.warn("cannot write {}: {}. Retrying in a moment", file, e.toString());
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            log.warn("cannot read {}: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private static <T> Optional<T> parsed(String text, Class<T> type) {
        try {
            return Optional.of(Json.read(text, type));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
