package orchestrator.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.json.Json;
import orchestrator.launch.LaunchId;

/** Which launches of earlier sessions a session goes on from, kept in its directory for when it launches its own. */
public final class InheritedConversations {
    private final Path file;

    public InheritedConversations(Path sessionDirectory) {
        file = sessionDirectory.resolve("inherited.json");
    }

    /** A conversation, and the launch of an earlier session that held it last. */
    public record Entry(String conversation, LaunchId launch) {}

    public void keep(List<Entry> entries) {
        if (entries.isEmpty()) return;
        try {
            Path fresh = file.resolveSibling("inherited.new");
            Files.writeString(fresh, Json.write(entries), StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
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
