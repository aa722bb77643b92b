package orchestrator.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import orchestrator.home.Home;
import orchestrator.host.Host;
import orchestrator.session.Orchestration;

/**
 * Names this host. The name is kept on disk and bound to machine and PID namespace, so a copied data directory gets a
 * new one. A container gets a new PID namespace with each start; {@code ORCHESTRATOR_HOST_ID} keeps its name.
 */
final class HostId {
    private HostId() {}

    private static final int PARK_SECONDS = 300;
    private static final int SILENT_SECONDS = 300;

    static Host of(Home home, Map<String, String> environment) {
        int park = seconds(environment, "ORCHESTRATOR_PARK_SECONDS", PARK_SECONDS);
        int silent = seconds(environment, "ORCHESTRATOR_HOST_SILENT_SECONDS", SILENT_SECONDS);
        String id = given(environment).orElseGet(() -> kept(home));
        return new Host(id, Orchestration.TASK_QUEUE + "@" + id, park, silent);
    }

    private static int seconds(Map<String, String> environment, String name, int usual) {
        String given = environment.getOrDefault(name, "").strip();
        if (given.isEmpty()) return usual;
        if (!given.matches("[1-9][0-9]{0,5}"))
            throw new IllegalArgumentException(
                    name + " must be a number of seconds from 1 to 999999 such as " + usual + ", not `" + given + "`");
        return Integer.parseInt(given);
    }

    private static Optional<String> given(Map<String, String> environment) {
        String id = environment.getOrDefault("ORCHESTRATOR_HOST_ID", "").strip();
        if (id.isEmpty()) return Optional.empty();
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}"))
            throw new IllegalArgumentException("ORCHESTRATOR_HOST_ID must be at most 32 letters and digits, not `" + id
                    + "`. It must be unique to this host");
        return Optional.of(id);
    }

    private static String kept(Home home) {
        Path file = home.file("host");
        String here = machine() + "\n";
        try {
            if (Files.exists(file)) {
                String[] kept = Files.readString(file).split("\n", 2);
                if (kept.length == 2 && kept[1].equals(here)) return kept[0];
            }
            String id = UUID.randomUUID().toString().substring(0, 8);
            Files.writeString(file, id + "\n" + here, StandardCharsets.UTF_8);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the host's name in " + file, e);
        }
    }

    private static String machine() {
        return firstOf("/etc/machine-id", "/var/lib/dbus/machine-id") + " " + pidNamespace();
    }

    private static String pidNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException noProc) {
            return "-";
        }
    }

    private static String firstOf(String... files) {
        for (String file : files) {
            try {
                return Files.readString(Path.of(file)).trim();
            } catch (IOException next) {
                // This system has none.
            }
        }
        return System.getProperty("os.name");
    }
}
