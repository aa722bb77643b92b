package orchestrator.resume;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import orchestrator.crew.Role;
import orchestrator.json.Json;

/** Who has which role in a session, for one that goes on from it: a plan need not give work to everybody. */
public final class KeptRoles {
    private final Path file;

    public KeptRoles(Path sessionDirectory) {
        file = sessionDirectory.resolve("crew.json");
    }

    public void keep(Map<Role, String> crew) {
        try {
            Path fresh = file.resolveSibling("crew.new");
            Files.writeString(fresh, Json.write(crew), StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Empty where it was never kept, or on another host. */
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
