package orchestrator.workspace.repository;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import orchestrator.git.BorrowedObjects;
import orchestrator.git.Git;
import orchestrator.git.SessionRefs;

/** The user's branches and tags at the start of a session, for agents to look at. */
public final class UserReferences {
    /** Only the newest: a repository may have tens of thousands. */
    private static final int COUNT_MAX = 500;

    /**
     * @param object a commit, or a tag that names one
     * @param points the reference that this one points to; empty if it names an object
     */
    private record Reference(String name, String object, String commit, String points) {}

    private final List<Reference> references;
    private final boolean isCut;

    private UserReferences(List<Reference> references, boolean isCut) {
        this.references = references;
        this.isCut = isCut;
    }

    public static UserReferences none() {
        return new UserReferences(List.of(), false);
    }

    public static UserReferences of(Git user) {
        List<String> lines = user.run(
                        "for-each-ref",
                        "--sort=-creatordate",
                        "--count=" + (COUNT_MAX + 1),
                        "--format=%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(symref) %(refname)",
                        "refs/heads",
                        "refs/remotes",
                        "refs/tags",
                        "refs/replace")
                .lines()
                .toList();
        List<Reference> references = new ArrayList<>();
        for (String line : lines.subList(0, Math.min(lines.size(), COUNT_MAX))) {
            String[] words = line.split(" ", -1);
            String name = words[words.length - 1];
            boolean isOurs = name.equals(SessionRefs.BRANCHES) || name.startsWith(SessionRefs.BRANCHES + "/");
            boolean isTag = words[0].equals("tag");
            if (isOurs || !(isTag ? words[2] : words[0]).equals("commit")) continue;
            references.add(new Reference(name, words[1], isTag ? words[3] : words[1], words[4]));
        }
        return new UserReferences(references, lines.size() > COUNT_MAX);
    }

    /**
     * Creates one reference in the user's repository that keeps alive everything the session borrows, even if the user
     * deletes branches.
     */
    public void pin(Git user, String key) {
        Set<String> commits = new LinkedHashSet<>();
        user.commit("HEAD").ifPresent(commits::add);
        references.forEach(reference -> commits.add(reference.commit()));
        if (commits.isEmpty()) return;
        String all = commits.iterator().next();
        if (commits.size() > 1) {
            List<String> arguments = new ArrayList<>(List.of("commit-tree", user.tree(all)));
            commits.forEach(commit -> arguments.addAll(List.of("-p", commit)));
            arguments.addAll(List.of("-m", "Keeps what session " + key + " borrows"));
            all = user.run(arguments.toArray(String[]::new));
        }
        user.run("update-ref", SessionRefs.kept(key, "base"), all);
    }

    void copyTo(Git ours) {
        StringBuilder orders = new StringBuilder();
        for (Reference reference : references) {
            if (reference.points().isEmpty())
                orders.append("update ")
                        .append(reference.name())
                        .append('\0')
                        .append(reference.object())
                        .append("\0\0");
        }
        ours.runWith(orders.toString().getBytes(StandardCharsets.UTF_8), "update-ref", "-z", "--stdin");
        List<String> tags = references.stream()
                .filter(reference -> !reference.object().equals(reference.commit()))
                .map(Reference::object)
                .toList();
        new BorrowedObjects(ours).keep(tags);
        for (Reference reference : references) {
            if (!reference.points().isEmpty()) ours.run("symbolic-ref", reference.name(), reference.points());
        }
    }

    /** A sentence for the user if some were left out; usually empty. */
    public String leftOut() {
        return isCut ? "only the newest " + COUNT_MAX + " of your branches and tags are in the agents' repository" : "";
    }
}
