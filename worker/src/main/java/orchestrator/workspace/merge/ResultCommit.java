package orchestrator.workspace.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.git.Git;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.staging.TreeSnapshot;
import orchestrator.workspace.state.SessionCheckout;

/**
 * Makes the commit that a merge adds to the user's: it contains the agents' changes, and no uncommitted ones of the user.
 *
 * @param head the user's commit; empty if there is none yet
 * @param parent the same, or an empty commit
 */
public record ResultCommit(SessionCheckout session, TreeSnapshot present, Optional<String> head, String parent) {

    /**
     * @param commit the user's own if nothing is missing in it
     * @param words for the user, about the commit
     */
    public record Made(String commit, String words) {}

    /** @param present the user's files as they are */
    static ResultCommit on(SessionCheckout session, TreeSnapshot present) {
        Git git = session.target();
        Optional<String> head = git.commit("HEAD");
        String parent = head.orElseGet(() -> git.run("commit-tree", git.run("mktree"), "-m", "Nothing"));
        return new ResultCommit(session, present, head, parent);
    }

    public static ResultCommit on(SessionCheckout session) throws Refused {
        return on(session, TreeSnapshot.of(session.target(), session.file("snapshot.index"), session.home()));
    }

    /** The user's own commit if it has this tree already, as after a merge that was interrupted. */
    public Made make(MergeRequest request) throws Refused {
        Git git = session.target();
        MergedTree trees = new MergedTree(session);
        String tree = trees.onto(parent, present.tree());
        MergeAuthor author = MergeAuthor.of(git);
        if (head.isPresent() && git.tree(parent).equals(tree)) return new Made(parent, author.words());
        List<String> arguments = new ArrayList<>(List.of("commit-tree", tree));
        head.ifPresent(commit -> arguments.addAll(List.of("-p", commit)));
        String words = author.words();
        if (request.keepCommits()) {
            KeptCommits kept = KeptCommits.of(session, head, parent, present.tree());
            arguments.addAll(List.of("-p", kept.newest()));
            words = kept.words() + " " + words;
        }
        String body = request.body().isEmpty() ? "" : "\n\n" + request.body();
        arguments.addAll(List.of(
                "-m",
                request.title() + body + "\n\nMade in session "
                        + session.known().session()));
        return new Made(author.on(git).run(arguments.toArray(String[]::new)), words);
    }
}
