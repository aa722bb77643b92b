package orchestrator.workspace.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.checkout.CheckoutActivities.Isolation;
import orchestrator.workspace.repository.RepositoryLocation;
import org.jspecify.annotations.Nullable;

/**
 * The state of one session's checkouts, as stored in {@code checkout.json}.
 *
 * @param place null without git
 * @param base commit that all agents start from; empty without git
 * @param head commit of the user's checkout at that time; empty if there was none
 * @param note for the user, about the snapshot
 * @param setup command that makes a fresh checkout usable; null for none
 * @param directory of the agents' checkouts
 * @param others directory for the checkout of the result and for copies
 * @param diff the latest one; null if there was none yet
 * @param outcome fate of the result, in words; empty while it is pending
 * @param keptBranches names of our branches that stay after the merge
 * @param pullRequest address of the pull request of the result; empty if there is none
 */
public record CheckoutState(
        String key,
        String session,
        String target,
        Isolation isolation,
        @Nullable RepositoryLocation place,
        String base,
        String head,
        String note,
        @Nullable String setup,
        String directory,
        String others,
        Map<String, Tree> trees,
        Stage stage,
        @Nullable Diff diff,
        String outcome,
        List<String> keptBranches,
        Instant at,
        String pullRequest) {

    public CheckoutState {
        trees = Map.copyOf(trees);
        keptBranches = List.copyOf(keptBranches);
        pullRequest = pullRequest == null ? "" : pullRequest;
    }

    public enum Stage {
        OPEN,
        CLOSED,
        MERGED,
        DISCARDED,
        /** Another session has taken the checkouts over. */
        CONTINUED;

        /** True if there is nothing left to merge or discard. */
        public boolean isGone() {
            return this != OPEN && this != CLOSED;
        }
    }

    /**
     * An agent's checkout.
     *
     * @param git directory in which git keeps the data of this checkout
     * @param merging the agent's commit before the result is merged into it; empty if no merge is going on
     * @param conflicts files whose conflicts the agent has to resolve
     */
    public record Tree(String path, String git, String merging, List<String> conflicts) {
        public Tree {
            conflicts = List.copyOf(conflicts);
        }

        public Tree merging(String commit) {
            return new Tree(path, git, commit, conflicts);
        }

        public Tree withConflicts(List<String> files) {
            return new Tree(path, git, "", files);
        }
    }

    public CheckoutState withTree(String agent, Tree tree) {
        return change(draft -> draft.trees.put(agent, tree));
    }

    public CheckoutState withoutTrees() {
        return change(draft -> draft.trees.clear());
    }

    public CheckoutState at(Stage next) {
        return change(draft -> draft.stage = next);
    }

    public CheckoutState ended(Stage how, String words, List<String> branches) {
        return change(draft -> {
            draft.stage = how;
            draft.outcome = words;
            draft.keptBranches = branches;
        });
    }

    public CheckoutState withPullRequest(String address) {
        return change(draft -> draft.pullRequest = address);
    }

    public CheckoutState withDiff(Diff newest) {
        return change(draft -> draft.diff = newest);
    }

    /** The first state of a session that continues this one in the same checkouts. */
    public CheckoutState continuedBy(
            String nextKey, String nextSession, @Nullable String nextSetup, String nextOthers, Instant now) {
        return change(draft -> {
            draft.key = nextKey;
            draft.session = nextSession;
            draft.note = "continues where session " + session + " ended";
            draft.setup = nextSetup;
            draft.others = nextOthers;
            draft.trees.clear();
            draft.stage = Stage.OPEN;
            draft.outcome = "";
            draft.keptBranches = List.of();
            draft.pullRequest = "";
            draft.at = now;
        });
    }

    /** After another session has taken the checkouts over: this one owns nothing any more, and can remove nothing. */
    public CheckoutState givenAway(String words) {
        return change(draft -> {
            draft.place = null;
            draft.directory = "";
            draft.trees.clear();
            draft.stage = Stage.CONTINUED;
            draft.outcome = words;
            draft.keptBranches = List.of();
        });
    }

    private CheckoutState change(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.state();
    }

    /** The fields that change, so that a change names only what it changes. */
    private static final class Draft {
        private final CheckoutState before;
        private String key;
        private String session;
        private @Nullable RepositoryLocation place;
        private String note;
        private @Nullable String setup;
        private String directory;
        private String others;
        private final Map<String, Tree> trees;
        private Stage stage;
        private @Nullable Diff diff;
        private String outcome;
        private List<String> keptBranches;
        private Instant at;
        private String pullRequest;

        Draft(CheckoutState before) {
            this.before = before;
            this.key = before.key;
            this.session = before.session;
            this.place = before.place;
            this.note = before.note;
            this.setup = before.setup;
            this.directory = before.directory;
            this.others = before.others;
            this.trees = new TreeMap<>(before.trees);
            this.stage = before.stage;
            this.diff = before.diff;
            this.outcome = before.outcome;
            this.keptBranches = before.keptBranches;
            this.at = before.at;
            this.pullRequest = before.pullRequest;
        }

        CheckoutState state() {
            return new CheckoutState(
                    key,
                    session,
                    before.target,
                    before.isolation,
                    place,
                    before.base,
                    before.head,
                    note,
                    setup,
                    directory,
                    others,
                    trees,
                    stage,
                    diff,
                    outcome,
                    keptBranches,
                    at,
                    pullRequest);
        }
    }
}
