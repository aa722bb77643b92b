package orchestrator.repair.applied;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.TreeEntries;
import orchestrator.repair.applied.FileState.Kind;
import orchestrator.repair.applied.RepairRecord.Stage;
import orchestrator.repair.applied.RepairRecord.Step;
import orchestrator.workspace.repository.TargetInspection;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.staging.TreeSnapshot;
import orchestrator.workspace.state.SessionCheckout;

/** Finds out if a repair can be written into the user's files, and with what content. Changes nothing there. */
final class RepairPlan {
    private static final String LINK = "120000";
    private static final String MODULE = "160000";
    private static final String EXECUTABLE = "100755";

    private final SessionCheckout session;
    private final Copies copies;
    private final Predicate<List<String>> isByRepair;
    private final Git git;

    /** @param isByRepair tells if these files, named as git stores them, are as another repair has left them */
    RepairPlan(SessionCheckout session, Copies copies, Predicate<List<String>> isByRepair) {
        this.session = session;
        this.copies = copies;
        this.isByRepair = isByRepair;
        this.git = session.target();
    }

    /**
     * @throws Refused with the reason in the way of it, in a sentence
     * @throws RepairedMeanwhile if another repair has changed the same files since the task began
     */
    RepairRecord make() throws Refused, RepairedMeanwhile {
        Path root = session.root();
        if (!session.place().isShadow()) refuseUnfinishedOperation();
        List<String> names = git.changed(session.known().base(), session.result());
        TreeSnapshot present = TreeSnapshot.of(git, session.file("snapshot.index"), session.home());
        TreeEntries base = TreeEntries.of(git, git.tree(session.known().base()), names);
        TreeEntries result = TreeEntries.of(git, git.tree(session.result()), names);
        TreeEntries now = TreeEntries.of(git, present.tree(), names);
        refuseModules(names, base, result);
        refuseChanged(names, base, now);
        copies.begin();
        List<Step> steps = new ArrayList<>();
        for (String name : names) {
            int copy = steps.size();
            FileState before = copies.copy(copy, FileName.at(root, name));
            boolean wasThere = !base.at(name).equals(TreeEntries.ABSENT);
            if (wasThere != (before.kind() == Kind.FILE || before.kind() == Kind.LINK)) throw inTheWay(name);
            FileState after = after(copy, name, result.at(name));
            boolean sameMode = mode(base.at(name)).equals(mode(result.at(name)));
            steps.add(new Step(name, copy, before, sameMode ? after.withModeOf(before) : after));
        }
        refuseObstacles(root, steps);
        return new RepairRecord(Stage.PLANNED, root.toString(), session.place().below(), steps, null, "");
    }

    private FileState after(int copy, String name, String entry) {
        if (entry.equals(TreeEntries.ABSENT)) return FileState.NOTHING;
        String mode = mode(entry);
        String object = entry.substring(entry.indexOf(' ') + 1);
        boolean isLink = mode.equals(LINK);
        // With the user's filters and line ends, as a checkout would write it.
        byte[] content = isLink || !FileName.isAscii(name)
                ? git.bytes("cat-file", "blob", object)
                : git.bytes("cat-file", "--filters", "--path=" + name, object);
        return copies.keep(copy, content, isLink, mode.equals(EXECUTABLE));
    }

    private static String mode(String entry) {
        return entry.isEmpty() ? "" : entry.substring(0, entry.indexOf(' '));
    }

    private void refuseUnfinishedOperation() throws Refused {
        Optional<String> operation = TargetInspection.unfinished(git);
        if (operation.isPresent()) throw new Refused("your checkout is in the middle of a " + operation.get());
        if (!git.names("ls-files", "-z", "--unmerged").isEmpty())
            throw new Refused("your checkout has files with conflicts");
    }

    private static void refuseModules(List<String> names, TreeEntries base, TreeEntries result) throws Refused {
        for (String name : names) {
            boolean isModule =
                    base.at(name).startsWith(MODULE) || result.at(name).startsWith(MODULE);
            if (isModule) throw new Refused("it changes the submodule " + Git.readable(name));
        }
    }

    private void refuseChanged(List<String> names, TreeEntries base, TreeEntries now)
            throws Refused, RepairedMeanwhile {
        List<String> changed = names.stream()
                .filter(name -> !now.at(name).equals(base.at(name)))
                .toList();
        if (changed.isEmpty()) return;
        String files = FileName.shown(changed.stream().map(Git::readable).toList());
        if (isByRepair.test(changed)) throw new RepairedMeanwhile(files);
        throw new Refused("you have changed " + files + " since the task began");
    }

    /** Files that are in no snapshot, such as ignored ones, in the place of a new file or of its directory. */
    private static void refuseObstacles(Path root, List<Step> steps) throws Refused {
        Set<Path> going = steps.stream()
                .filter(step -> step.after().kind() == Kind.NOTHING)
                .map(step -> step.at(root))
                .collect(Collectors.toCollection(TreeSet::new));
        for (Step step : steps) {
            if (step.after().kind() == Kind.NOTHING) continue;
            Path file = step.at(root);
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) throw inTheWay(step.name());
            for (Path above = file.getParent(); !above.equals(root); above = above.getParent()) {
                boolean isDirectory = Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS);
                boolean isThere = Files.exists(above, LinkOption.NOFOLLOW_LINKS);
                if (isThere && !isDirectory && !going.contains(above)) throw inTheWay(step.name());
            }
        }
    }

    private static Refused inTheWay(String name) {
        return new Refused("something of yours that is not in git is in the way of " + Git.readable(name));
    }
}
