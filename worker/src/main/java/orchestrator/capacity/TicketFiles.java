package orchestrator.capacity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import orchestrator.home.AtomicFile;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.process.ProcessLauncher;
import orchestrator.text.Sha256;

/** The tickets of the queue, one file each. */
final class TicketFiles {
    private static final int NAME_CHARACTERS = 16;
    private static final String ENDING = ".json";

    private final Path directory;

    TicketFiles(Path directory) {
        this.directory = directory;
    }

    /** The oldest first. */
    List<Ticket> all() {
        List<Ticket> tickets = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
            for (Path file : files) tickets.add(Json.read(Files.readString(file), Ticket.class));
        } catch (NoSuchFileException nobodyWaits) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the queue of launches in " + directory, e);
        }
        tickets.sort(Comparator.comparing(Ticket::since));
        return List.copyOf(tickets);
    }

    void add(Ticket ticket) {
        try {
            ProcessLauncher.makePrivate(directory);
            AtomicFile.of(file(ticket.launch())).tryWrite(Json.write(ticket));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the queue of launches in " + directory, e);
        }
    }

    void remove(LaunchId launch) {
        try {
            Files.deleteIfExists(file(launch));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the queue of launches in " + directory, e);
        }
    }

    private Path file(LaunchId launch) {
        return directory.resolve(Sha256.hex(launch.marker()).substring(0, NAME_CHARACTERS) + ENDING);
    }
}
