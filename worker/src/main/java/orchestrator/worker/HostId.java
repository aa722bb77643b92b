package orchestrator.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import orchestrator.home.Home;
import orchestrator.session.Host;
import orchestrator.session.Orchestration;

/** Names this host. Kept on disk and bound to machine and PID namespace: a copied data directory gets a new name. */
final class HostId {
    private HostId() {}

    static Host of(Home home) {
        Path file = home.file("host");
        String here = machine() + "\n";
        try {
            if (Files.exists(file)) {
                String[] kept = Files.readString(file).split("\n", 2);
                if (kept.length == 2 && kept[1].equals(here)) return host(kept[0]);
            }
            String id = UUID.randomUUID().toString().substring(0, 8);
            Files.writeString(file, id + "\n" + here, StandardCharsets.UTF_8);
            return host(id);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the host's name in " + file, e);
        }
    }

    private static Host host(String id) {
        return new Host(id, Orchestration.TASK_QUEUE + "@" + id, 300, 300);
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
                // Not on this system.
            }
        }
        return System.getProperty("os.name");
    }
}
