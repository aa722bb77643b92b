package orchestrator.orchestration.state;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.checkout.LeftOut;
import orchestrator.session.Teamwork.Result;
import orchestrator.session.Teamwork.Verification;
import orchestrator.work.CheckState;
import org.jspecify.annotations.Nullable;

/** The result in which the agents' work comes together: its version, who wrote it, what is not in it. */
public final class ResultState {
    /** An earlier session's result, of which nobody knows whether it was reviewed. */
    private static final int OF_EARLIER_SESSION = -1;

    private final CheckState checks = new CheckState();
    private final Set<String> authors = new HashSet<>();
    private final Set<String> changing = new HashSet<>();
    private final Map<String, List<LeftOut>> leftOut = new TreeMap<>();
    private final Set<String> settledLeftOuts = new HashSet<>();
    private @Nullable Result result;
    private @Nullable Verification verification;
    private String base = "";
    private String commit = "";
    private int version;

    public void open(Opened opened) {
        base = opened.base();
        commit = opened.base();
        result = new Result(opened.isolation().name(), opened.branch(), base, commit, 0, 0, 0, "", opened.note());
    }

    /** The session goes on from an earlier one, whose result was perhaps never reviewed. */
    public void continueEarlier(String author, ReviewLog reviews) {
        commit = "";
        reviews.setReviewed(OF_EARLIER_SESSION);
        authors.add(author);
    }

    /** The version grows with each change, so that each is reviewed and verified once. */
    public void integrated(String agent, Integrated integrated) {
        if (!integrated.files().isEmpty()) authors.add(agent);
        if (commit.isEmpty() || !integrated.commit().equals(commit)) version++;
        commit = integrated.commit();
        if (result != null) result = result.reached(commit);
    }

    /** This assignment's work has changed the result. */
    public void markChanging(String assignment) {
        changing.add(assignment);
    }

    public boolean takeChanging(String assignment) {
        return changing.remove(assignment);
    }

    public void addAuthor(String agent) {
        authors.add(agent);
    }

    public Set<String> authors() {
        return Set.copyOf(authors);
    }

    public int version() {
        return version;
    }

    public String commit() {
        return commit;
    }

    /** True if it differs from what the session began with. Unknown without git, so true as well. */
    public boolean isChanged() {
        return commit.isEmpty() || !commit.equals(base);
    }

    public void setDiff(@Nullable Diff diff) {
        if (result != null && diff != null) result = result.with(diff);
    }

    /** Null if the session has no result of its own, or none yet. */
    public @Nullable Result result() {
        return result;
    }

    public CheckState checks() {
        return checks;
    }

    public void setVerification(Verification newest) {
        verification = newest;
    }

    @Nullable
    Verification verification() {
        return verification;
    }

    /** Sets what that agent's checkout holds and the result does not; returns false if that is known already. */
    public boolean setLeftOut(String agent, List<LeftOut> now) {
        List<LeftOut> before = now.isEmpty() ? leftOut.remove(agent) : leftOut.put(agent, now);
        return !now.equals(before == null ? List.of() : before);
    }

    /** The checkouts are removed: this is what was left of all of them. */
    public void setLeftOut(List<LeftOut> atTheEnd) {
        leftOut.clear();
        if (!atTheEnd.isEmpty()) leftOut.put("", atTheEnd);
    }

    public List<LeftOut> leftOut() {
        return leftOut.values().stream().flatMap(List::stream).toList();
    }

    /** What the user has to decide about. */
    public List<LeftOut> undecidedLeftOut() {
        return leftOut().stream()
                .filter(one -> one.why().asks() && !settledLeftOuts.contains(name(one)))
                .toList();
    }

    public void settleLeftOut(List<LeftOut> decided) {
        decided.forEach(one -> settledLeftOuts.add(name(one)));
    }

    private static String name(LeftOut one) {
        return one.agent() + "/" + one.path();
    }
}
