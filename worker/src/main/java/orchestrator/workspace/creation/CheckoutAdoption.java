package orchestrator.workspace.creation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.Isolation;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.git.SessionRefs;
import orchestrator.workspace.integration.CheckoutClosing;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.CheckoutState.Stage;
import orchestrator.workspace.state.ObjectPin;
import orchestrator.workspace.state.SessionCheckout;

/**
 * Takes over the checkouts of the session that a new one continues. Their work is not merged yet, and agents find a
 * conversation only in its original directory.
 */
final class CheckoutAdoption {
    private final Path directory;
    private final GitProgram program;
    private final Instant now;

    /** @param directory the new session's */
    CheckoutAdoption(Path directory, GitProgram program, Instant now) {
        this.directory = directory;
        this.program = program;
        this.now = now;
    }

    /** Empty if there is nothing to take over; then the new session starts from the target. */
    Optional<SessionCheckout> adopt(OpenRequest request) throws Refused {
        Optional<SessionCheckout> found = earlier(request);
        if (found.isEmpty()) return Optional.empty();
        SessionCheckout earlier = found.get();
        if (earlier.known().stage() == Stage.OPEN) new CheckoutClosing(earlier).close();
        if (earlier.hasGit()) copyReferences(earlier, request.key());
        String others = CheckoutCreation.others(directory, earlier.root()).toString();
        return Optional.of(SessionCheckout.create(
                directory,
                program,
                earlier.known().continuedBy(request.key(), request.session(), request.setup(), others, now)));
    }

    /**
     * Removes from the earlier session everything that the new one owns now. May be repeated after an interruption.
     */
    void releaseEarlier(OpenRequest request, SessionCheckout next) throws Refused {
        Optional<SessionCheckout> found = earlier(request);
        if (found.isEmpty()
                || !next.known().directory().equals(found.get().known().directory())) return;
        SessionCheckout earlier = found.get();
        if (earlier.hasGit()) {
            earlier.repository().deleteReference(earlier.kept(SessionCheckout.TIP));
            earlier.repository().deleteReference(earlier.kept("base"));
            new CheckoutClosing(earlier).removeBranches();
            new ObjectPin(earlier).drop();
        }
        earlier.keep(earlier.known().givenAway("continued in session " + next.key()));
    }

    private Optional<SessionCheckout> earlier(OpenRequest request) throws Refused {
        if (request.from() == null || request.from().isBlank()) return Optional.empty();
        CheckoutCreation.requireSafe(request.from());
        return SessionCheckout.find(directory.resolveSibling(request.from()), program)
                .filter(earlier -> !earlier.known().stage().isGone())
                .filter(earlier -> earlier.known().target().equals(request.target()))
                .filter(earlier -> isAsked(request, earlier.known().isolation()));
    }

    private static boolean isAsked(OpenRequest request, Isolation isolation) {
        if (request.isolation() == null || request.isolation().isBlank()) return true;
        return request.isolation().equalsIgnoreCase("none") == (isolation == Isolation.NONE);
    }

    /** Copies all references, including work that was never integrated. The repository stays where it is. */
    private static void copyReferences(SessionCheckout earlier, String key) {
        Git git = earlier.repository();
        git.createReference(SessionRefs.kept(key, "base"), earlier.known().base());
        git.createReference(SessionRefs.kept(key, SessionCheckout.TIP), earlier.result());
        new ObjectPin(earlier).copyTo(key);
        String names = git.run("for-each-ref", "--format=%(refname:lstrip=4)", earlier.reference(""));
        for (String name : names.lines().toList()) {
            git.commit(earlier.reference(name))
                    .ifPresent(commit -> git.createReference(SessionRefs.reference(key, name), commit));
        }
    }
}
