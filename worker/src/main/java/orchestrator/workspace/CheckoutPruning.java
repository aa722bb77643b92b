package orchestrator.workspace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import orchestrator.checkout.LeftOut;
import orchestrator.workspace.dependencies.TaskMark;
import orchestrator.workspace.integration.CheckoutClosing;
import orchestrator.workspace.leftout.KeptFiles;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.CheckoutState.Stage;
import orchestrator.workspace.state.SessionCheckout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the checkouts of old sessions that are over. Their results stay in branches until merged or discarded. */
final class CheckoutPruning {
    private static final Logger log = LoggerFactory.getLogger(CheckoutPruning.class);

    private final LockedCheckouts checkouts;
    private final Instant before;

    /** @param before sessions that began later are skipped */
    CheckoutPruning(LockedCheckouts checkouts, Instant before) {
        this.checkouts = checkouts;
        this.before = before;
    }

    /** Returns the keys of the sessions of which something was removed. */
    List<String> prune(Predicate<String> isOver) throws Refused {
        List<String> pruned = new ArrayList<>();
        for (String key : PendingResults.keys(checkouts.sessions())) {
            Optional<SessionCheckout> found = checkouts.find(key);
            boolean isOld = found.isPresent() && found.get().known().at().isBefore(before);
            if (isOld && isOver.test(key) && prune(key)) pruned.add(key);
        }
        return pruned;
    }

    private boolean prune(String key) throws Refused {
        return checkouts.with(key, session -> {
            if (session.known().stage().isGone()) return forget(session);
            if (TaskMark.in(session.file("")).isPresent()) return endTask(session);
            if (session.known().stage() == Stage.CLOSED) return false;
            if (session.hasGit() && !session.isAtHand()) return false; // the repository that it borrows from is gone
            new CheckoutClosing(session).close();
            return true;
        });
    }

    /** A task that could not end itself, because its workflow was terminated: its ledger and events are what counts. */
    private static boolean endTask(SessionCheckout session) {
        session.keep(session.known().ended(Stage.DISCARDED, "over", List.of()));
        CheckoutClosing closing = new CheckoutClosing(session);
        closing.cleanUp();
        if (session.hasGit()) closing.removeRepository();
        return true;
    }

    private boolean forget(SessionCheckout session) {
        KeptFiles files = new KeptFiles(session);
        List<LeftOut> removed = files.isOlderThan(before) ? files.remove() : List.of();
        if (!removed.isEmpty())
            log.info("removed kept files of checkouts session={} {}", session.key(), LeftOut.shown(removed));
        return new CheckoutClosing(session).forgetBefore() || !removed.isEmpty();
    }
}
