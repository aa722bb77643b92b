package orchestrator.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.checkout.CheckoutActivities.Isolation;
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
record Checkout(
        String key,
        String session,
        String target,
        Isolation isolation,
        @Nullable Place place,
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

    Checkout {
        trees = Map.copyOf(trees);
        keptBranches = List.copyOf(keptBranches);
    }

    enum Stage {
        OPEN,
        CLOSED,
        MERGED,
        DISCARDED,
        /** Another session has taken them over. */
        CONTINUED;

        /** Whether there is anything left that could be merged or discarded. */
        boolean isGone() {
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
    record Tree(String path, String git, String merging, List<String> conflicts) {
        Tree {
            conflicts = List.copyOf(conflicts);
        }

        Tree merging(String commit) {
            return new Tree(path, git, commit, conflicts);
        }

        Tree withConflicts(List<String> files) {
            return new Tree(path, git, "", files);
        }
    }

    static String branch(String key, String name) {
        return "orchestrate/" + key + "/" + name;
    }

    static String reference(String key, String name) {
        return "refs/heads/" + branch(key, name);
    }

    /** Kept beside the branches: where all began, the result, and what was before a merge. */
    static String kept(String key, String name) {
        return "refs/orchestrate/" + key + "/" + name;
    }

    Checkout withTree(String agent, Tree tree) {
        Map<String, Tree> more = new TreeMap<>(trees);
        more.put(agent, tree);
        return with(more, stage, diff, outcome, keptBranches);
    }

    Checkout withoutTrees() {
        return with(Map.of(), stage, diff, outcome, keptBranches);
    }

    Checkout at(Stage next) {
        return with(trees, next, diff, outcome, keptBranches);
    }

    Checkout ended(Stage how, String words, List<String> branches) {
        return with(trees, how, diff, words, branches);
    }

    Checkout withDiff(Diff newest) {
        return with(trees, stage, newest, outcome, keptBranches);
    }

    /** For another session that goes on from here. */
    Checkout continuedBy(
            String nextKey, String nextSession, @Nullable String nextSetup, String nextOthers, Instant now) {
        String words = "goes on from where session " + session + " ended";
        return new Checkout(
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
    Checkout givenAway(String words) {
        return new Checkout(
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

    private Checkout with(
            Map<String, Tree> trees, Stage stage, @Nullable Diff diff, String outcome, List<String> keptBranches) {
        return new Checkout(
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
