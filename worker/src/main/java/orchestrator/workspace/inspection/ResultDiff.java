package orchestrator.workspace.inspection;

import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.eventlog.Artifacts;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;

/** The diff of all that a session has changed. The latest diff is stored, and shown when the result itself is gone. */
public final class ResultDiff {
    private final SessionCheckout session;
    private final Artifacts artifacts;

    public ResultDiff(SessionCheckout session, Artifacts artifacts) {
        this.session = session;
        this.artifacts = artifacts;
    }

    public Diff update() throws Refused {
        Diff newest = session.known().diff();
        if (newest == null) session.requireTarget();
        if (!session.isAtHand()) return newest == null ? new Diff(artifacts.put(""), 0, 0, 0) : newest;
        Diff now =
                new CommitDiff(session.target()).keep(artifacts, session.known().base(), result());
        session.keep(session.known().withDiff(now));
        return now;
    }

    /** Changed lines per file; empty if the result is gone. */
    public String stat() throws Refused {
        if (!session.isAtHand()) return "";
        return new CommitDiff(session.target()).stat(session.known().base(), result());
    }

    private String result() throws Refused {
        String result = session.result();
        return session.isInPlace() ? session.snapshot(session.target(), result, "The files as they are") : result;
    }
}
