package orchestrator.workspace.merge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.git.Git;
import orchestrator.text.Text;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;

/**
 * The agents' commits on top of the user's commit. What they started from may hold uncommitted changes of the user, so
 * each gets the tree that it would have made of the user's commit. The same commits always get the same names.
 */
final class KeptCommits {
    private static final int COMMITS_MAX = 1_000;
    private static final Set<String> REPLACED = Set.of("tree", "parent", "gpgsig", "gpgsig-sha256", "mergetag");

    private final SessionCheckout session;
    private final Git git;
    private final MergedTree trees;
    private final Map<String, String> names = new HashMap<>();
    private int count;

    private KeptCommits(SessionCheckout session) {
        this.session = session;
        this.git = session.target();
        this.trees = new MergedTree(session);
    }

    /**
     * @param head the user's commit; empty if there is none yet
     * @param parent the same, or an empty commit
     * @param present tree of the user's current files
     */
    static KeptCommits of(SessionCheckout session, Optional<String> head, String parent, String present)
            throws Refused {
        KeptCommits kept = new KeptCommits(session);
        kept.names.put(session.known().base(), head.orElse(""));
        kept.keepAll(parent, present);
        return kept;
    }

    /** The last of them, whose tree is that of the merge. */
    String newest() {
        return names.getOrDefault(session.result(), session.result());
    }

    String words() {
        return count == 1 ? "The agents' commit is kept." : "The agents' " + count + " commits are kept.";
    }

    private void keepAll(String parent, String present) throws Refused {
        String range = session.known().base() + ".." + session.result();
        List<String> commits = git.run("rev-list", "--reverse", "--topo-order", "--parents", range)
                .lines()
                .toList();
        if (commits.size() > COMMITS_MAX)
            throw new Refused("the agents have made " + commits.size() + " commits, and at most " + COMMITS_MAX
                    + " can be kept.\n  Merge them as one:  orchestrate merge " + session.key() + " --mode squash");
        for (String line : commits) keep(List.of(line.split(" ")), parent, present);
        count = commits.size();
    }

    /** @param ids the commit, then its parents */
    private void keep(List<String> ids, String parent, String present) throws Refused {
        String commit = ids.get(0);
        List<String> before = ids.subList(1, ids.size());
        List<String> parents = before.stream()
                .map(id -> names.getOrDefault(id, id))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        String tree = tree(commit, parent, present);
        boolean isSame = parents.equals(before) && tree.equals(git.tree(commit));
        names.put(commit, isSame ? commit : written(commit, tree, parents));
    }

    private String tree(String commit, String parent, String present) throws Refused {
        try {
            return trees.onto(parent, present, commit);
        } catch (Refused conflict) {
            if (commit.equals(session.result())) throw conflict;
            String title = Text.shorten(git.run("log", "-1", "--format=%s", commit), 72);
            throw new Refused("the commit " + commit.substring(0, 10) + " \"" + title + "\" does not fit to yours: "
                    + conflict.getMessage() + "\n  All changes as one commit may fit:  orchestrate merge "
                    + session.key() + " --mode squash");
        }
    }

    /** The commit with another tree and other parents; a signature would be wrong then. Names are bytes. */
    private String written(String commit, String tree, List<String> parents) {
        String text = new String(git.bytes("cat-file", "commit", commit), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        String header = end < 0 ? text : text.substring(0, end);
        List<String> lines = new ArrayList<>(List.of("tree " + tree));
        parents.forEach(id -> lines.add("parent " + id));
        boolean isDropped = false;
        for (String line : header.split("\n")) {
            if (!line.startsWith(" ")) isDropped = REPLACED.contains(line.split(" ", 2)[0]);
            if (!isDropped) lines.add(line);
        }
        String whole = String.join("\n", lines) + (end < 0 ? "" : text.substring(end));
        byte[] bytes = whole.getBytes(StandardCharsets.ISO_8859_1);
        String[] write = {"hash-object", "-t", "commit", "-w", "--stdin"};
        return git.good(git.feed(bytes, write), write).text();
    }
}
