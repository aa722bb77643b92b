package orchestrator.worker;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import orchestrator.home.Home;
import orchestrator.home.HostFile;
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
        HostFile file = HostFile.of(home);
        return file.idHere().orElseGet(() -> {
            String id = UUID.randomUUID().toString().substring(0, 8);
            file.keep(id);
            return id;
        });
    }
}
