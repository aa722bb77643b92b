package orchestrator.workspace.creation;

import java.util.ArrayList;
import java.util.List;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.GitLinks;
import orchestrator.workspace.repository.RepositoryLocation;
import orchestrator.workspace.repository.TargetInspection;
import orchestrator.workspace.staging.TreeSnapshot;

/** A note for the user about anything unusual in the snapshot that the agents start from. */
record SnapshotNote(
        Git git, RepositoryLocation place, String head, String base, TreeSnapshot snapshot, String references) {

    String words() {
        List<String> facts = new ArrayList<>();
        if (place.isShadow()) facts.add("the target is no git repository, so one of ours keeps the changes");
        if (!place.isShadow()) facts.addAll(ofRepository());
        if (!references.isEmpty()) facts.add(references);
        if (!snapshot.leftOut().isEmpty()) facts.add("not in the checkouts: " + FileName.shown(snapshot.leftOut()));
        List<String> submodules = submodules();
        if (!submodules.isEmpty()) {
            facts.add("submodules are empty in the checkouts (" + FileName.shown(submodules)
                    + "); --setup \"git submodule update --init\" fills them");
        }
        return String.join("; ", facts);
    }

    private List<String> ofRepository() {
        List<String> facts = new ArrayList<>();
        TargetInspection.unfinished(git)
                .ifPresent(what -> facts.add("the target is in the middle of a " + what + ", so the snapshot is too"));
        int uncommitted = head.isEmpty() || head.equals(base)
                ? 0
                : git.changed(head, base).size();
        if (uncommitted > 0) {
            facts.add("the agents start from your working tree, with " + uncommitted
                    + (uncommitted == 1 ? " file that is" : " files that are") + " not committed");
        }
        if (head.isEmpty()) facts.add("the repository has no commit yet; the agents start from your working tree");
        return facts;
    }

    /** Tracked submodules only. Others are named among the files left out. */
    private List<String> submodules() {
        List<String> submodules = new ArrayList<>();
        for (String line : git.names("ls-tree", "-r", "-z", base)) {
            if (line.startsWith(GitLinks.MODE + " "))
                submodules.add(Git.readable(line.substring(line.indexOf('\t') + 1)));
        }
        return submodules;
    }
}
