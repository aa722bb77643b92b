package orchestrator.repair;

import java.time.Clock;
import java.util.function.Function;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixActivities.ApplyOrder;
import orchestrator.autofix.FixActivities.Judged;
import orchestrator.autofix.FixActivities.TestOrder;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.eventlog.Artifacts;
import orchestrator.home.Home;
import orchestrator.process.TimedCommand;
import orchestrator.repair.applied.RepairedFiles;
import orchestrator.repair.green.LastGreen;
import orchestrator.repair.task.TaskEnd;
import orchestrator.repair.task.TaskFiles;
import orchestrator.verify.CheckCommand;
import orchestrator.watch.KnownFiles;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;

/** Tests a task's files, judges its repair, and writes it into the user's files or takes it back. */
public final class Repairs {
    private final Home home;
    private final Checkouts checkouts;
    private final TaskTests tests;
    private final Blame blame;
    private final Judgement judgement;
    private final RepairedFiles files;
    private final TaskEnd end;

    /** @param known the watcher's files of a project */
    public Repairs(
            Home home,
            Artifacts artifacts,
            Checkouts checkouts,
            TimedCommand commands,
            Function<String, KnownFiles> known,
            Clock clock) {
        TestRunner runner = new TestRunner(new CheckCommand(commands, artifacts), artifacts, home);
        this.home = home;
        this.checkouts = checkouts;
        this.tests = new TaskTests(checkouts, runner);
        this.blame = new Blame(new LastGreen(home, checkouts, clock), checkouts, runner);
        this.judgement = new Judgement(checkouts, runner, artifacts);
        this.files = new RepairedFiles(home, checkouts, known);
        this.end = new TaskEnd(home, checkouts);
    }

    /** The tests before any repair. */
    public Tested test(TestOrder order) throws Refused, InterruptedException {
        TestRun run = tests.run(order, "test");
        TaskFiles kept = TaskFiles.of(home, order.key());
        BeforeCounts.of(kept).with(run.outcome()).keep(kept);
        blame.learn(run, order, command(order));
        TestRun assigned = run.outcome().isRed() ? blame.assign(run, order, command(order)) : run;
        boolean wasEverGreen = blame.knowsGreen(order, command(order));
        return (wasEverGreen ? assigned : withMissingFiles(assigned, order.key())).tested();
    }

    /** Ignored files that the checkouts lack are the likeliest cause if tests were never green there. */
    private TestRun withMissingFiles(TestRun run, String key) throws Refused {
        if (run.outcome().isGood() || run.order() == null) return run;
        String missing = checkouts.missing(key);
        return missing.isEmpty() ? run : run.with(run.outcome(), missing);
    }

    /** The tests on the repair, and what it does to tests. */
    public Judged judge(TestOrder order) throws Refused, InterruptedException {
        TestRun run = tests.run(order, "judge");
        BeforeCounts before = BeforeCounts.of(TaskFiles.of(home, order.key()));
        Judged judged = judgement.of(run, order, command(order), before);
        if (judged.weakened().isEmpty()) blame.learn(run, order, command(order));
        return judged;
    }

    /** What names the last green state; the command is known since the project was admitted. */
    private static String command(TestOrder order) {
        String command = order.test().command();
        return command == null ? "" : command.strip();
    }

    public Applied apply(ApplyOrder order) throws Refused {
        return files.apply(order);
    }

    public Applied undo(ApplyOrder order) {
        return files.undo(order);
    }

    /** Removes the checkouts of a task, and its repository too unless the repair may still be applied. */
    public void clear(String key, boolean keepsResult) throws Refused {
        end.clear(key, keepsResult);
    }
}
