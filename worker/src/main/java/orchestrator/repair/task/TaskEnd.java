package orchestrator.repair.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import orchestrator.filetree.Removal;
import orchestrator.home.Home;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.dependencies.Dependencies;
import orchestrator.workspace.dependencies.TaskMark;
import orchestrator.workspace.integration.CheckoutClosing;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.CheckoutState.Stage;
import orchestrator.workspace.state.SessionCheckout;

/**
 * Removes what a task leaves. It looks for no work in the checkouts: what counts was applied or kept. The directory of
 * a task without agents goes too, and those of others once the project has had enough newer ones.
 */
public final class TaskEnd {
    private static final String RUNS = "runs";

    private final Home home;
    private final Checkouts checkouts;

    public TaskEnd(Home home, Checkouts checkouts) {
        this.home = home;
        this.checkouts = checkouts;
    }

    /** @param keepsRepository true if the repair may still be applied */
    public void clear(String key, boolean keepsRepository) throws Refused {
        TaskFiles files = TaskFiles.of(home, key);
        Optional<TaskMark> mark = files.mark();
        if (mark.isEmpty()) return;
        if (checkouts.areKnown(key)) checkouts.alone(key, session -> end(session, keepsRepository));
        if (keepsRepository) return;
        boolean isOfUse = Files.isDirectory(files.file(RUNS)) || files.isWorthKeeping();
        if (isOfUse) new KeptTasks(home, mark.get().project()).add(key);
        else KeptTasks.remove(files);
    }

    private static String end(SessionCheckout session, boolean keepsRepository) throws Refused {
        if (session.known().stage().isGone()) return session.key();
        if (!session.isInPlace()) {
            if (isUntouched(session)) Dependencies.keep(session, session.resultTree());
            removeTrees(session);
        }
        if (keepsRepository) {
            session.keep(session.known().withoutTrees().at(Stage.CLOSED));
        } else {
            session.keep(session.known().withoutTrees().ended(Stage.MERGED, "over", List.of()));
            if (session.hasGit()) new CheckoutClosing(session).removeRepository();
        }
        return session.key();
    }

    /** True if no repair was tested, which might have changed what it was tested with. */
    private static boolean isUntouched(SessionCheckout session) {
        return session.isAtHand() && session.result().equals(session.known().base());
    }

    private static void removeTrees(SessionCheckout session) {
        Path others = Path.of(session.known().others());
        List<Path> places = List.of(Path.of(session.known().directory()), session.copies(), session.resultTree());
        try {
            for (Path place : places) Removal.of(place);
            String[] rest = others.toFile().list();
            if (rest != null && rest.length == 0 && !others.equals(session.file(""))) Files.delete(others);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the checkouts of " + session.key(), e);
        }
    }
}
