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
import orchestrator.rollover.Saved;
import orchestrator.session.Teamwork.Result;
import orchestrator.session.Teamwork.Verification;
import orchestrator.work.CheckState;
import org.jspecify.annotations.Nullable;

/** The merged result of the agents' work: its version, its authors, and the files left out of it. */
@Saved
public final class ResultState {
    /** Version of an earlier session's result, which may not have been reviewed. */
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

    /** Continues from an earlier session, whose result may not have been reviewed. */
    public void continueEarlier(String author, ReviewLog reviews) {
        commit = "";
        reviews.setReviewed(OF_EARLIER_SESSION);
        authors.add(author);
    }

    /** Increments the version with each change, so that each version is reviewed and verified once. */
    public void integrated(String agent, Integrated integrated) {
        if (!integrated.files().isEmpty()) authors.add(agent);
        if (commit.isEmpty() || !integrated.commit().equals(commit)) version++;
        commit = integrated.commit();
        if (result != null) result = result.reached(commit);
    }

    /** Notes that this assignment's work has changed the result. */
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

    /** True if the result differs from the session's base, or if that is unknown without git. */
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

    /** Sets the files that an agent's checkout holds and the result does not; returns false if nothing is new. */
    public boolean setLeftOut(String agent, List<LeftOut> now) {
        List<LeftOut> before = now.isEmpty() ? leftOut.remove(agent) : leftOut.put(agent, now);
        return !now.equals(before == null ? List.of() : before);
    }

    /** Sets the left-out files of all checkouts after their removal. */
    public void setLeftOut(List<LeftOut> atTheEnd) {
        leftOut.clear();
        if (!atTheEnd.isEmpty()) leftOut.put("", atTheEnd);
    }

    List<LeftOut> leftOut() {
        return leftOut.values().stream().flatMap(List::stream).toList();
    }

    /** The left-out files on which the user has to decide. */
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
