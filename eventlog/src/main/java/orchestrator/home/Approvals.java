package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import orchestrator.json.Json;

/** Approvals: a file in the directory of each session that may run commands on this host. */
public record Approvals(Home home) {
    private static final String FILE = "approval.json";

    /**
     * @param execution run id of the first execution; another one of the same id is another session
     * @param request reference of the request as it was sent, which is what was approved
     * @param whole reference of the request completed from an earlier session; empty until it was completed
     * @param by the user who approved it; empty if its signature did
     */
    public record Approval(
            String session, String execution, String request, String whole, String by, String via, Instant at) {

        public Approval completedBy(String reference) {
            return new Approval(session, execution, request, reference, by, via, at);
        }

        public String inWords() {
            return "approved" + (by.isEmpty() ? "" : " by " + by) + (via.isEmpty() ? "" : " (" + via + ")");
        }
    }

    public Optional<Approval> of(String key) {
        try {
            return Optional.of(Json.read(Files.readString(file(key)), Approval.class));
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(key), e);
        }
    }

    /** The session's directory exists: its worker created it when it saw the request. */
    public void add(String key, Approval approval) {
        AtomicFile.of(file(key)).ownerOnly().write(Json.write(approval));
    }

    /** True if a worker of this host has seen the session's request. */
    public boolean isAdmittedHere(String key) {
        return Files.exists(home.session(key).resolve("execution"));
    }

    private Path file(String key) {
        return home.session(key).resolve(FILE);
    }
}
