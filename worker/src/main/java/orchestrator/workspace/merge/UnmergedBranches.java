package orchestrator.workspace.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.git.Git;
import orchestrator.git.SessionRefs;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.state.UserRepository;

/** Branches in the user's repository that keep work which a merge does not include: each piece gets its own branch. */
final class UnmergedBranches {
    private final SessionCheckout session;
    private final UserRepository user;
    private final Map<String, String> commits;

    UnmergedBranches(SessionCheckout session, UserRepository user) {
        this.session = session;
        this.user = user;
        this.commits = new UnmergedWork(session).commits();
    }

    /**
     * Returns the names of the branches that stay.
     *
     * @param merged commit to keep as the branch of the result; empty for none
     */
    List<String> keep(String merged) throws Refused {
        List<String> names = new ArrayList<>(commits.keySet());
        if (session.place().isShadow() || (commits.isEmpty() && merged.isEmpty())) return names;
        if (!merged.isEmpty()) names.add(SessionCheckout.RESULT);
        refuseNameInTheWay(names);
        List<String> wanted = new ArrayList<>(commits.values());
        if (!merged.isEmpty()) wanted.add(merged);
        user.fetch(wanted);
        commits.forEach(this::setBranch);
        if (!merged.isEmpty()) setBranch(SessionCheckout.RESULT, merged);
        return names;
    }

    private void setBranch(String name, String commit) {
        user.git().run("update-ref", session.reference(name), commit);
    }

    private void refuseNameInTheWay(List<String> names) throws Refused {
        Git git = session.target();
        if (git.commit(SessionRefs.BRANCHES).isEmpty()) return;
        throw new Refused("the repository " + git.directory() + " has a branch `orchestrate`, so git can make no branch"
                + " `orchestrate/…`, which is needed to keep what is not in the result: " + String.join(", ", names)
                + ".\n  Rename it, and merge again:  git branch -m orchestrate NAME");
    }

    /** One line for each piece of unmerged work. */
    List<String> describe() {
        return commits.keySet().stream().map(this::describe).toList();
    }

    private String describe(String name) {
        String branch = SessionRefs.branch(session.key(), name);
        String where = session.place().isShadow()
                ? "the branch " + branch + " of " + session.place().repository()
                : "the branch " + branch + ", which stays";
        boolean isAgent = session.repository().commit(session.reference(name)).isPresent();
        return isAgent
                ? "Not merged: the last work of " + name + ", which was never integrated into the result; it is in "
                        + where + "."
                : "Not merged: what an agent left in git as " + name + "; it is in " + where + ".";
    }
}
