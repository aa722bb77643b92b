package orchestrator.workspace.merge;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.checkout.LeftOut;
import orchestrator.eventlog.EventLog;
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

/** What becomes of a session's result: it is merged, or discarded. Done again, either finishes what was broken off. */
public final class MergeOrDiscard {
    private final SessionCheckout session;
    private final ResultDiff diff;
    private final CheckoutClosing closing;
    private final KeptFiles kept;

    public MergeOrDiscard(SessionCheckout session, EventLog artifacts) {
        this.session = session;
        this.diff = new ResultDiff(session, artifacts);
        this.closing = new CheckoutClosing(session);
        this.kept = new KeptFiles(session);
    }

    public List<String> merge(MergeRequest request) throws Refused {
        if (session.known().stage().isGone()) return over();
        if (!Files.isDirectory(session.root())) throw cannotMerge();
        session.requireTarget();
        keepWork();
        if (session.isInPlace()) return inPlace(Stage.MERGED);
        List<String> lines = new ArrayList<>(mergeResult(request));
        kept.touch();
        lines.addAll(LeftOutSummary.notInIt(kept.told()));
        return lines;
    }

    private List<String> mergeResult(MergeRequest request) throws Refused {
        if (diff.look().files() > 0 || !new UnmergedWork(session).commits().isEmpty()) {
            List<String> submodules = new SubmoduleStore(session).arrive();
            List<String> lines = new ArrayList<>(new ResultMerge(session, request).merge());
            lines.addAll(submodules);
            return lines;
        }
        session.keep(session.known().ended(Stage.MERGED, "over without changes", List.of()));
        closing.cleanUp();
        return List.of("There is nothing to merge: the agents have changed no file.");
    }

    public List<String> discard() throws Refused {
        if (session.known().stage().isGone()) return over();
        if (!session.isTargetThere()) return discardWithoutTarget();
        if (session.isInPlace()) return inPlace(Stage.DISCARDED);
        keepWork();
        Diff all = diff.look();
        List<LeftOut> removed = discardAll();
        List<String> lines = new ArrayList<>();
        lines.add("Discarded changes in " + all.files() + (all.files() == 1 ? " file" : " files")
                + "; what they were is still shown by:  orchestrate diff " + session.key());
        if (!removed.isEmpty()) lines.add("Removed with them, and in no diff: " + LeftOut.shown(removed));
        return lines;
    }

    private List<String> discardWithoutTarget() {
        discardAll();
        List<String> lines = new ArrayList<>();
        lines.add("Discarded. The target " + session.root()
                + ", or its repository, is gone: it was moved, renamed or deleted.");
        if (session.hasGit() && !session.place().isShadow())
            lines.add("If its repository lies elsewhere now, one reference is left there:  git update-ref -d "
                    + session.kept("base"));
        return lines;
    }

    /** Answers with what was kept beside the result, and went with it. */
    private List<LeftOut> discardAll() {
        session.keep(session.known().ended(Stage.DISCARDED, "discarded", List.of()));
        closing.cleanUp();
        List<LeftOut> removed = kept.remove();
        if (session.hasGit()) closing.removeRepository();
        return removed;
    }

    private List<String> over() {
        closing.cleanUp();
        if (session.known().stage() == Stage.DISCARDED) kept.remove();
        boolean isOfNoUse = session.known().stage() == Stage.DISCARDED || session.isInPlace();
        if (session.hasGit() && isOfNoUse) closing.removeRepository();
        return List.of("Nothing to do: it is " + session.known().outcome() + " already.");
    }

    private List<String> inPlace(Stage stage) throws Refused {
        String target = session.known().target();
        if (session.hasGit()) diff.look();
        session.keep(session.known().ended(stage, "over; its agents worked in " + target + " itself", List.of()));
        closing.cleanUp();
        if (session.hasGit()) closing.removeRepository();
        return List.of("The agents worked in " + target + " itself: "
                + (stage == Stage.MERGED ? "what they did is there already." : "what they did stays there."));
    }

    private void keepWork() throws Refused {
        if (session.known().stage() == Stage.OPEN) closing.close();
    }

    private Refused cannotMerge() {
        String gone = session.root() + " is gone: it was moved, renamed or deleted.";
        if (session.isInPlace())
            return new Refused("the agents worked in the target itself, and " + gone
                    + " There is nothing to merge; what they did is where it is now.");
        String key = session.key();
        return new Refused("the target " + gone + " The result is kept."
                + "\n  Put it back where it was, and merge again:  mv NEW-PLACE "
                + Text.shellWord(session.root().toString()) + " && orchestrate merge " + key
                + "\n  Or see the result as far as it is kept:      orchestrate diff " + key
                + "\n  Or throw it away:                            orchestrate discard " + key);
    }
}
