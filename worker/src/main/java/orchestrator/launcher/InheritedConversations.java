package orchestrator.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.home.AtomicFile;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;

/** Conversations that a session inherits from earlier sessions, kept in its directory for its own launches. */
public final class InheritedConversations {
    private final Path file;

    public InheritedConversations(Path sessionDirectory) {
        file = sessionDirectory.resolve("inherited.json");
    }

    /** A conversation, and the launch of an earlier session that had it last. */
    public record Entry(String conversation, LaunchId launch) {}

    public void keep(List<Entry> entries) {
        if (entries.isEmpty()) return;
        AtomicFile.of(file).write(Json.write(entries));
    }

    public Optional<LaunchId> of(String conversation) {
        return all().stream()
                .filter(entry -> entry.conversation().equals(conversation))
                .map(Entry::launch)
                .findFirst();
    }

    List<Entry> all() {
        try {
            List<Entry> entries = new ArrayList<>();
            for (JsonNode entry : Json.MAPPER.readTree(Files.readString(file))) {
                entries.add(Json.convert(entry, Entry.class));
            }
            return entries;
        } catch (NoSuchFileException nothingInherited) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
