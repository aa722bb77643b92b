package orchestrator.workspace.state;

import java.nio.charset.StandardCharsets;
import java.util.List;
import orchestrator.git.BorrowedObjects;
import orchestrator.git.Git;
import orchestrator.git.SessionRefs;
import orchestrator.trouble.NeedsUser;
import org.jspecify.annotations.Nullable;

/**
 * References of a session's base and result. The result has one besides its branch, which agents may delete or move. It
 * is looked up once, since only work under the session's lock moves it.
 */
final class ResultReferences {
    private final Git repository;
    private final String key;
    private @Nullable String result;

    ResultReferences(Git repository, String key) {
        this.repository = repository;
        this.key = key;
    }

    String result() {
        String known = result;
        if (known != null) return known;
        String commit = repository.commit(tip()).orElseThrow(this::tipIsGone);
        result = commit;
        return commit;
    }

    private NeedsUser tipIsGone() {
        return new NeedsUser(
                "The reference " + tip() + " is gone from the repository of session " + key + ", "
                        + repository.directory() + ".",
                "Find its commits with  git fsck --lost-found  there, and create it again with  git update-ref.");
    }

    void create(String base) {
        if (repository.commit(tip()).isPresent()) return;
        update(
                "update " + SessionRefs.kept(key, "base") + " " + base,
                "update " + tip() + " " + base,
                "update " + branch() + " " + base);
    }

    void moveResult(String from, String to, String base) {
        new BorrowedObjects(repository).keepAll(to, List.of(from, base));
        update("update " + tip() + " " + to + " " + from, "update " + branch() + " " + to);
        result = to;
    }

    private void update(String... orders) {
        byte[] input = (String.join("\n", orders) + "\n").getBytes(StandardCharsets.US_ASCII);
        repository.runWith(input, "update-ref", "--stdin");
    }

    private String tip() {
        return SessionRefs.kept(key, SessionCheckout.TIP);
    }

    private String branch() {
        return SessionRefs.reference(key, SessionCheckout.RESULT);
    }
}
