package orchestrator.resume;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import orchestrator.crew.Role;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;

/**
 * The role of each agent in a session, stored for a session that resumes it. The plan is not enough, because it may not
 * give work to every agent.
 */
public final class KeptRoles {
    private final Path file;

    public KeptRoles(Path sessionDirectory) {
        file = sessionDirectory.resolve("crew.json");
    }

    public void keep(Map<Role, String> crew) {
        AtomicFile.of(file).write(Json.write(crew));
    }

    /** Empty if it was never stored, or is stored on another host. */
    Map<Role, String> read() {
        Map<Role, String> crew = new EnumMap<>(Role.class);
        try {
            JsonNode json = Json.MAPPER.readTree(Files.readString(file));
            for (Role role : Role.values()) {
                if (json.hasNonNull(role.wire()))
                    crew.put(role, json.path(role.wire()).asText());
            }
        } catch (NoSuchFileException never) {
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return crew;
    }
}
