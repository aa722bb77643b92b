package orchestrator.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.Verified.Status;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;

/** The results of a session's checks that could be run, in a file of its directory. */
final class CheckRecord {
    private static final String FILE = "verify-record.json";
    private static final int KEPT_MAX = 100;

    private final Path file;

    CheckRecord(Path session) {
        this.file = session.resolve(FILE);
    }

    /** @param commit of the result; empty without git */
    record Entry(String command, String guessedFrom, Status status, String commit) {}

    private record Entries(List<Entry> entries) {}

    List<Entry> all() {
        try {
            return Json.read(Files.readString(file), Entries.class).entries();
        } catch (NoSuchFileException never) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    Optional<Entry> last(String command) {
        return all().stream().filter(entry -> entry.command().equals(command)).reduce((first, second) -> second);
    }

    void add(Entry entry) {
        List<Entry> entries = new ArrayList<>(all());
        if (!entries.isEmpty() && entries.get(entries.size() - 1).equals(entry)) return;
        entries.add(entry);
        List<Entry> newest = entries.subList(Math.max(0, entries.size() - KEPT_MAX), entries.size());
        AtomicFile.of(file).write(Json.write(new Entries(newest)));
    }
}
