package orchestrator.workspace.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.checkout.CheckoutActivities.Isolation;
import orchestrator.workspace.repository.RepositoryLocation;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of the checkouts of one session, as it is kept in its directory.
 *
 * @param place null where there is no git to keep anything
 * @param base commit that all start from; empty without git
 * @param head commit of the user's checkout then; empty where it had none
 * @param setup command that makes a fresh checkout usable; null for none
 * @param directory in which the agents' checkouts are
 * @param others directory in which those of the result and for readers are
 * @param diff the newest that was looked at; null for none
 * @param outcome where the result has gone, in words; empty while it has gone nowhere
 * @param keptBranches names of those of ours that stay after the merge
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
        Instant at) {

    public CheckoutState {
        trees = Map.copyOf(trees);
        keptBranches = List.copyOf(keptBranches);
    }

    public enum Stage {
        OPEN,
        CLOSED,
        MERGED,
        DISCARDED,
        /** Another session has taken them over. */
        CONTINUED;

        /** Whether there is anything left that could be merged or discarded. */
        public boolean isGone() {
            return this != OPEN && this != CLOSED;
        }
    }

    /**
     * An agent's checkout, which is usable.
     *
     * @param git directory in which git keeps what belongs to this checkout alone
     * @param merging commit of the agent into which the result is being merged; empty where that is not going on
     * @param conflicts files that the agent is to bring together
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
        Map<String, Tree> more = new TreeMap<>(trees);
        more.put(agent, tree);
        return with(more, stage, diff, outcome, keptBranches);
    }

    public CheckoutState withoutTrees() {
        return with(Map.of(), stage, diff, outcome, keptBranches);
    }

    public CheckoutState at(Stage next) {
        return with(trees, next, diff, outcome, keptBranches);
    }

    public CheckoutState ended(Stage how, String words, List<String> branches) {
        return with(trees, how, diff, words, branches);
    }

    public CheckoutState withDiff(Diff newest) {
        return with(trees, stage, newest, outcome, keptBranches);
    }

    /** For another session that goes on from here. */
    public CheckoutState continuedBy(
            String nextKey, String nextSession, @Nullable String nextSetup, String nextOthers, Instant now) {
        String words = "goes on from where session " + session + " ended";
        return new CheckoutState(
                nextKey,
                nextSession,
                target,
                isolation,
                place,
                base,
                head,
                words,
                nextSetup,
                directory,
                nextOthers,
                Map.of(),
                Stage.OPEN,
                diff,
                "",
                List.of(),
                now);
    }

    /** After that: nothing of it is this session's any more, so that it can remove nothing of it. */
    public CheckoutState givenAway(String words) {
        return new CheckoutState(
                key,
                session,
                target,
                isolation,
                null,
                base,
                head,
                note,
                setup,
                "",
                others,
                Map.of(),
                Stage.CONTINUED,
                diff,
                words,
                List.of(),
                at);
    }

    private CheckoutState with(
            Map<String, Tree> trees, Stage stage, @Nullable Diff diff, String outcome, List<String> keptBranches) {
        return new CheckoutState(
                key,
                session,
                target,
                isolation,
                place,
                base,
                head,
                note,
                setup,
                directory,
                others,
                trees,
                stage,
                diff,
                outcome,
                keptBranches,
                at);
    }
}
