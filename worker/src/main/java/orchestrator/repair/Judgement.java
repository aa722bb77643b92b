package orchestrator.repair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.autofix.FixActivities.Judged;
import orchestrator.autofix.FixActivities.TestOrder;
import orchestrator.eventlog.Artifacts;
import orchestrator.git.Git;
import orchestrator.git.TreeEntries;
import orchestrator.repair.weakening.EarlierTests;
import orchestrator.repair.weakening.FileEdit;
import orchestrator.repair.weakening.Weakening;
import orchestrator.verify.CheckFiles;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.inspection.ResultHistory;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;

/** Judges a repair whose tests have run: what it changes, and if the earlier tests are green on it too. */
final class Judgement {
    private final Checkouts checkouts;
    private final TestRunner runner;
    private final Artifacts artifacts;

    Judgement(Checkouts checkouts, TestRunner runner, Artifacts artifacts) {
        this.checkouts = checkouts;
        this.runner = runner;
        this.artifacts = artifacts;
    }

    /** What a repair changes. */
    private record Repair(RepairDiff diff, List<FileEdit> edits, List<String> weakened) {}

    /** @param before counts of tests before the repair, by command */
    Judged of(TestRun run, TestOrder order, String command, BeforeCounts before) throws Refused, InterruptedException {
        Repair repair = checkouts.alone(order.key(), session -> read(session, command));
        List<String> weakened = new ArrayList<>(repair.weakened());
        weakened.addAll(before.comparedWith(run.outcome()));
        if (run.outcome().isGood()) weakened.addAll(onEarlierTests(run, order, repair.edits()));
        return new Judged(
                run.tested(), weakened, repair.diff().artifact(), repair.diff().files());
    }

    private Repair read(SessionCheckout session, String command) throws Refused {
        RepairDiff diff = RepairDiff.of(session, artifacts);
        List<FileEdit> edits =
                RepairEdits.between(session.target(), session.known().base(), session.result());
        return new Repair(diff, edits, Weakening.of(edits, ofCommand(session, command)));
    }

    /** Files that the command runs, before the repair or after it, relative to the root of the repository. */
    private static Set<String> ofCommand(SessionCheckout session, String command) {
        ResultHistory history = new ResultHistory(session);
        String prefix = session.place().below();
        Set<String> all = new TreeSet<>();
        for (String commit : List.of(history.base(), history.result())) {
            CheckFiles.scripts(command, history.names(commit), name -> history.text(commit, name, CheckFiles.BYTES_MAX))
                    .forEach(name -> all.add(prefix + name));
        }
        return all;
    }

    /** The tests as they were before the repair, on the repaired program. */
    private List<String> onEarlierTests(TestRun run, TestOrder order, List<FileEdit> edits)
            throws Refused, InterruptedException {
        List<FileEdit> restored = EarlierTests.toRestore(edits);
        TestRunner.Order here = run.order();
        if (restored.isEmpty() || here == null) return List.of();
        try {
            Optional<Path> tree = checkouts.treeOf(order.key(), session -> withEarlier(session, restored));
            if (tree.isEmpty()) return List.of("The earlier tests could not be tried on the repaired program.");
            TestOutcome earlier = runner.twice(here.in(tree.get(), "judge-earlier"));
            return earlier.isGood()
                    ? List.of()
                    : List.of(
                            "With the tests as they were before the repair, the repaired program is not green (exit code "
                                    + earlier.exitCode() + ").");
        } finally {
            checkouts.dropUntouchedTree(order.key());
        }
    }

    private static String withEarlier(SessionCheckout session, List<FileEdit> restored) {
        Git git = session.target();
        List<String> changed = git.changed(session.known().base(), session.result());
        Set<String> wanted = new TreeSet<>(restored.stream().map(FileEdit::path).toList());
        List<String> names = changed.stream()
                .filter(name -> wanted.contains(Git.readable(name)))
                .toList();
        TreeEntries base = TreeEntries.of(git, git.tree(session.known().base()), names);
        Map<String, String> entries = new HashMap<>();
        for (String name : names) entries.put(name, base.at(name));
        String tree = TreeEntries.treeWith(git.withIndex(session.file("earlier.index")), session.result(), entries);
        return git.run("commit-tree", tree, "-p", session.result(), "-m", "The repair with the earlier tests");
    }
}
