package orchestrator.repair.applied;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixActivities.Applied.How;
import orchestrator.autofix.FixActivities.ApplyOrder;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.home.Home;
import orchestrator.repair.applied.RepairRecord.Stage;
import orchestrator.repair.applied.RepairRecord.Step;
import orchestrator.repair.task.TaskFiles;
import orchestrator.watch.KnownFiles;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;

/**
 * Writes repairs into the user's files, or keeps them as branches, and takes them back. The plan is on disk before the
 * first file is touched, so an interrupted call is finished by the next one, and nothing is applied twice.
 */
public final class RepairedFiles {
    private static final String COPIES = "repair";

    private final Home home;
    private final Checkouts checkouts;
    private final Function<String, KnownFiles> known;

    /** @param known the watcher's files of a project, which learns of our own edits before they are made */
    public RepairedFiles(Home home, Checkouts checkouts, Function<String, KnownFiles> known) {
        this.home = home;
        this.checkouts = checkouts;
        this.known = known;
    }

    public Applied apply(ApplyOrder order) throws Refused {
        TaskFiles files = TaskFiles.of(home, order.key());
        Optional<RepairRecord> found = files.read(TaskFiles.REPAIR, RepairRecord.class);
        if (found.isPresent() && found.get().stage() != Stage.PLANNED)
            return found.get().applied();
        RepairRecord plan = found.isPresent() ? found.get() : plan(order, files);
        return plan.stage() == Stage.PLANNED ? carryOut(plan, order, files).applied() : plan.applied();
    }

    private RepairRecord plan(ApplyOrder order, TaskFiles files) throws Refused {
        return checkouts.alone(order.key(), session -> {
            RepairRecord made;
            try {
                if (session.isInPlace()) throw new Refused("its agents had no checkout of their own");
                made = new RepairPlan(session, copies(files), names -> isByRepair(session, order, names)).make();
            } catch (RepairedMeanwhile outdated) {
                return RepairRecord.outdated(session.root(), String.valueOf(outdated.getMessage()));
            } catch (Refused inTheWay) {
                made = new KeptRepair(session, order).keep(String.valueOf(inTheWay.getMessage()));
            }
            files.writeOnDisk(TaskFiles.REPAIR, made);
            return made;
        });
    }

    private boolean isByRepair(SessionCheckout session, ApplyOrder order, List<String> names) {
        String below = session.place().below();
        Map<String, String> hashes = new HashMap<>();
        for (String name : names) {
            String path = Git.readable(name);
            if (!path.startsWith(below)) return false;
            FileState now = FileState.of(FileName.at(session.root(), name));
            hashes.put(path.substring(below.length()), now.hash());
        }
        try (KnownFiles watched = known.apply(order.project())) {
            return watched.areOwn(hashes);
        }
    }

    private RepairRecord carryOut(RepairRecord plan, ApplyOrder order, TaskFiles files) throws Refused {
        UserFiles users = new UserFiles(Path.of(plan.root()), copies(files));
        expect(order.project(), plan.hashes(Step::after));
        List<Step> changed = users.changedMeanwhile(plan.steps());
        if (changed.isEmpty()) changed = users.write(plan.steps());
        RepairRecord done = changed.isEmpty()
                ? plan.at(Stage.APPLIED, "Written into " + FileName.shown(plan.names()) + ", not committed.")
                : giveUp(plan, changed, order, users);
        files.writeOnDisk(TaskFiles.REPAIR, done);
        return done;
    }

    /** The user has changed a file after the plan was made: what is written already is taken back. */
    private RepairRecord giveUp(RepairRecord plan, List<Step> changed, ApplyOrder order, UserFiles users)
            throws Refused {
        try (KnownFiles watched = known.apply(order.project())) {
            watched.withdraw(plan.hashes(Step::after).keySet());
        }
        expect(order.project(), plan.hashes(Step::before));
        users.write(plan.steps().stream().map(Step::reversed).toList());
        return checkouts.alone(
                order.key(),
                session -> new KeptRepair(session, order).keep("you have changed " + shown(changed) + " a moment ago"));
    }

    public Applied undo(ApplyOrder order) {
        TaskFiles files = TaskFiles.of(home, order.key());
        Optional<RepairRecord> found = files.read(TaskFiles.REPAIR, RepairRecord.class);
        if (found.isEmpty()) return refused("nothing of this task was written into your files");
        RepairRecord applied = found.get();
        if (applied.stage() == Stage.UNDONE) return applied.applied();
        if (applied.stage() != Stage.APPLIED && applied.stage() != Stage.UNDOING)
            return refused("nothing of this task was written into your files");
        return takeBack(applied, order, files);
    }

    private Applied takeBack(RepairRecord applied, ApplyOrder order, TaskFiles files) {
        Copies copies = copies(files);
        if (!copies.isThere()) return refused("only the newest repairs of a project can be taken back");
        UserFiles users = new UserFiles(Path.of(applied.root()), copies);
        List<Step> back = applied.steps().stream().map(Step::reversed).toList();
        if (applied.stage() == Stage.APPLIED) {
            List<Step> changed =
                    back.stream().filter(step -> !users.isBefore(step)).toList();
            if (!changed.isEmpty()) return refused(shown(changed) + " changed since the repair was applied");
            files.writeOnDisk(TaskFiles.REPAIR, applied.at(Stage.UNDOING, applied.words()));
        }
        expect(order.project(), applied.hashes(Step::before));
        List<Step> left = users.write(back);
        String but = left.isEmpty() ? "" : " " + shown(left) + " changed meanwhile, and stays as it is.";
        RepairRecord undone =
                applied.at(Stage.UNDONE, "Taken back: " + FileName.shown(applied.names()) + " as before." + but);
        files.writeOnDisk(TaskFiles.REPAIR, undone);
        return undone.applied();
    }

    private void expect(String project, Map<String, String> hashes) {
        try (KnownFiles watched = known.apply(project)) {
            watched.expect(hashes);
        }
    }

    private static Applied refused(String why) {
        return new Applied(How.REFUSED, null, "Not taken back: " + why + ".");
    }

    private static String shown(List<Step> steps) {
        return FileName.shown(
                steps.stream().map(step -> Git.readable(step.name())).toList());
    }

    private static Copies copies(TaskFiles files) {
        return new Copies(files.file(COPIES));
    }
}
