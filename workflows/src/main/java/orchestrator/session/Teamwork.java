package orchestrator.session;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.LeftOut;
import orchestrator.crew.Role;
import orchestrator.review.Decided;
import orchestrator.review.Review;
import org.jspecify.annotations.Nullable;

/**
 * The plan, the reviews and the result of the agents' work. Lists are in chronological order.
 *
 * @param verification the newest verification; null before the first
 * @param result null if the session has no result of its own, or none yet
 * @param leftOut files that agents' checkouts hold, or held, and the result does not
 * @param blockers blockers that nothing has resolved yet
 */
public record Teamwork(
        Plan plan,
        List<Review> reviews,
        List<Decided> decisions,
        List<OpenItem> items,
        @Nullable Verification verification,
        @Nullable Result result,
        @Nullable Spending spending,
        List<LeftOut> leftOut,
        List<Blocker> blockers) {

    public static final Teamwork NONE =
            new Teamwork(Plan.NONE, List.of(), List.of(), List.of(), null, null, null, List.of(), List.of());

    public Teamwork {
        plan = plan == null ? Plan.NONE : plan;
        reviews = reviews == null ? List.of() : List.copyOf(reviews);
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
        items = items == null ? List.of() : List.copyOf(items);
        leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
        blockers = blockers == null ? List.of() : List.copyOf(blockers);
    }

    Teamwork withoutLists() {
        return with(List.of());
    }

    /** With the open questions only. */
    Teamwork listed() {
        return with(items.stream().filter(OpenItem::isOpen).toList());
    }

    private Teamwork with(List<OpenItem> some) {
        return new Teamwork(plan, List.of(), List.of(), some, verification, result, spending, List.of(), List.of());
    }

    /** The blockers that one run reported and nothing has resolved yet. */
    public record Blocker(String assignment, String run, String agent, Role role, List<String> texts) {
        public Blocker {
            texts = List.copyOf(texts);
        }
    }

    /**
     * @param source {@code agent} or {@code fixed}; empty before there is one
     * @param note why the fixed split replaces the architect's plan, or where the plan comes from; mostly empty
     * @param artifact the plan as a file, then what was added or changed later, with blanks between; empty if it is not
     *     kept
     */
    public record Plan(String source, String note, String artifact) {
        public static final Plan NONE = new Plan("", "", "");

        public Plan keptAs(Collection<String> references) {
            return new Plan(source, note, String.join(" ", references));
        }

        public List<String> artifacts() {
            return artifact.isEmpty() ? List.of() : List.of(artifact.split(" "));
        }
    }

    /** @param commit of the result that was verified */
    public record Verification(Verified verified, String commit, Instant at) {}

    /**
     * The result of the agents' work, in its own branch until it is merged.
     *
     * @param isolation on the wire as {@code WORKTREE}, {@code SHADOW} or {@code NONE}
     * @param diff artifact with all changes
     * @param note for the user, about the state from which the agents started
     */
    public record Result(
            String isolation,
            String branch,
            String base,
            String commit,
            int files,
            int insertions,
            int deletions,
            String diff,
            String note) {

        public Result reached(String newest) {
            return new Result(isolation, branch, base, newest, files, insertions, deletions, diff, note);
        }

        public Result with(Diff all) {
            return new Result(
                    isolation,
                    branch,
                    base,
                    commit,
                    all.files(),
                    all.insertions(),
                    all.deletions(),
                    all.artifact(),
                    note);
        }
    }
}
