package orchestrator.workspace.merge;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.checkout.LeftOut;
import orchestrator.eventlog.Artifacts;
import orchestrator.text.Text;
import orchestrator.workspace.inspection.ResultDiff;
import orchestrator.workspace.integration.CheckoutClosing;
import orchestrator.workspace.leftout.KeptFiles;
import orchestrator.workspace.leftout.LeftOutSummary;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.CheckoutState.Stage;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.submodule.SubmoduleStore;

/** Merges or discards a session's result. A repeated call finishes an interrupted one. */
public final class MergeOrDiscard {
    private final SessionCheckout session;
    private final ResultDiff diff;
    private final CheckoutClosing closing;
    private final KeptFiles kept;

    public MergeOrDiscard(SessionCheckout session, Artifacts artifacts) {
        this.session = session;
        this.diff = new ResultDiff(session, artifacts);
        this.closing = new CheckoutClosing(session);
        this.kept = new KeptFiles(session);
    }

    public List<String> merge(MergeRequest request) throws Refused {
        if (session.known().stage().isGone()) return alreadyEnded();
        if (!Files.isDirectory(session.root())) throw cannotMerge();
        session.requireTarget();
        closeIfOpen();
        if (session.isInPlace()) return endInPlace(Stage.MERGED);
        List<String> lines = new ArrayList<>(mergeResult(request));
        kept.touch();
        lines.addAll(LeftOutSummary.describeUnmerged(kept.summary()));
        return lines;
    }

    private List<String> mergeResult(MergeRequest request) throws Refused {
        if (diff.update().files() > 0 || !new UnmergedWork(session).commits().isEmpty()) {
            List<String> submodules = new SubmoduleStore(session).bringToUser();
            List<String> lines = new ArrayList<>(new ResultMerge(session, request).merge());
            lines.addAll(submodules);
            return lines;
        }
        session.keep(session.known().ended(Stage.MERGED, "over without changes", List.of()));
        closing.cleanUp();
        return List.of("There is nothing to merge: the agents have changed no file.");
    }

    public List<String> discard() throws Refused {
        if (session.known().stage().isGone()) return alreadyEnded();
        if (!session.isTargetThere()) return discardWithoutTarget();
        if (session.isInPlace()) return endInPlace(Stage.DISCARDED);
        closeIfOpen();
        Diff all = diff.update();
        List<LeftOut> removed = discardAll();
        List<String> lines = new ArrayList<>();
        lines.add("Discarded changes in " + all.files() + (all.files() == 1 ? " file" : " files")
                + "; to see them:  orchestrate diff " + session.key());
        if (!removed.isEmpty()) lines.add("Also removed, and in no diff: " + LeftOut.shown(removed));
        return lines;
    }

    private List<String> discardWithoutTarget() {
        discardAll();
        List<String> lines = new ArrayList<>();
        lines.add("Discarded. The target " + session.root()
                + ", or its repository, is gone: it was moved, renamed or deleted.");
        if (session.hasGit() && !session.place().isShadow())
            lines.add("If its repository is elsewhere now, delete one reference there:  git update-ref -d "
                    + session.kept("base"));
        return lines;
    }

    /** Returns the kept files that were removed. */
    private List<LeftOut> discardAll() {
        session.keep(session.known().ended(Stage.DISCARDED, "discarded", List.of()));
        closing.cleanUp();
        List<LeftOut> removed = kept.remove();
        if (session.hasGit()) closing.removeRepository();
        return removed;
    }

    private List<String> alreadyEnded() {
        closing.cleanUp();
        if (session.known().stage() == Stage.DISCARDED) kept.remove();
        boolean isUnneeded = session.known().stage() == Stage.DISCARDED || session.isInPlace();
        if (session.hasGit() && isUnneeded) closing.removeRepository();
        return List.of("Nothing to do: it is " + session.known().outcome() + " already.");
    }

    private List<String> endInPlace(Stage stage) throws Refused {
        String target = session.known().target();
        if (session.hasGit()) diff.update();
        session.keep(session.known().ended(stage, "over; its agents worked in " + target + " itself", List.of()));
        closing.cleanUp();
        if (session.hasGit()) closing.removeRepository();
        return List.of("The agents worked in " + target + " itself: "
                + (stage == Stage.MERGED ? "what they did is there already." : "what they did stays there."));
    }

    private void closeIfOpen() throws Refused {
        if (session.known().stage() == Stage.OPEN) closing.close();
    }

    private Refused cannotMerge() {
        String gone = session.root() + " is gone: it was moved, renamed or deleted.";
        if (session.isInPlace())
            return new Refused("the agents worked in the target itself, and " + gone
                    + " There is nothing to merge; their changes are where it is now.");
        String key = session.key();
        return new Refused("the target " + gone + " The result is kept."
                + "\n  Put it back where it was, and merge again:  mv NEW-PLACE "
                + Text.shellWord(session.root().toString()) + " && orchestrate merge " + key
                + "\n  Or see the latest diff:                      orchestrate diff " + key
                + "\n  Or discard it:                               orchestrate discard " + key);
    }
}
