package orchestrator.chaos.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import orchestrator.eventlog.Archive;
import orchestrator.harness.OrchestratorApi;
import orchestrator.session.Phase;

/** Keeps a number of sessions running: starts a new one whenever one has ended. */
public final class SessionCrowd {

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final Set<Phase> OVER = Set.of(Phase.DONE, Phase.FAILED, Phase.STOPPED);

    private final InstalledOrchestrator installed;
    private final Archive archive;
    private final int size;
    private final Workload play;
    private final Map<String, FeedListener> sessions = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::keepGoing, "crowd");
    private volatile boolean closing;

    public SessionCrowd(InstalledOrchestrator installed, Archive archive, int size, Workload play) {
        this.installed = installed;
        this.archive = archive;
        this.size = size;
        this.play = play;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Starts no more sessions. */
    public void stopStarting() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public synchronized List<String> all() {
        return List.copyOf(sessions.keySet());
    }

    public synchronized FeedListener listener(String session) {
        return sessions.get(session);
    }

    public List<String> open() {
        List<String> open = new ArrayList<>();
        for (String session : all()) if (!OVER.contains(phase(session))) open.add(session);
        return open;
    }

    /** The phase in the archive; preparing if it has none yet. */
    public Phase phase(String session) {
        return archive.session(session).map(state -> state.phase()).orElse(Phase.PREPARING);
    }

    /** False if some are still open. */
    public boolean awaitAllOver(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!open().isEmpty()) {
            if (System.nanoTime() > end) return false;
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return true;
    }

    private void keepGoing() {
        while (!closing) {
            if (open().size() < size) begin("chaos-" + (all().size() + 1));
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** The API may be killed during the request. To repeat it with the same id does no harm. */
    private void begin(String session) {
        OrchestratorApi api = installed.api();
        ObjectNode request = play.request(session).put("session", session);
        while (true) {
            try {
                int status = api.post("/api/v1/sessions", request).status();
                if (status == 201 || status == 409) break;
                if (status < 500) throw new AssertionError("no session: " + api.post("/api/v1/sessions", request));
            } catch (UncheckedIOException away) {
                // The API will be restarted in a moment.
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        synchronized (this) {
            sessions.put(session, FeedListener.of(installed, session));
        }
    }
}
