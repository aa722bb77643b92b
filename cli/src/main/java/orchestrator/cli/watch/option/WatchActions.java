package orchestrator.cli.watch.option;

import java.util.ArrayList;
import java.util.List;
import orchestrator.cli.output.CommandException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that control or show a project that is watched, instead of beginning to watch it. */
public final class WatchActions {
    @Option(names = "--status", description = "Show the queue, the breaker, the budget and the watcher's health.")
    private boolean status;

    @Option(names = "--list", description = "List all watched projects.")
    private boolean list;

    @Option(names = "--stop", description = "Stop watching; what waits is kept for the next time.")
    private boolean stop;

    @Option(names = "--pause", description = "Begin no further task.")
    private boolean pause;

    @Option(names = "--resume", description = "Continue after --pause, --drain or a limit.")
    private boolean resume;

    @Option(names = "--drain", description = "Work off the queue, take no new change, then stop.")
    private boolean drain;

    @Nullable
    @Option(names = "--retry", paramLabel = "TASK", description = "Queue a failed task again.")
    private String retry;

    @Nullable
    @Option(names = "--drop", paramLabel = "TASK", description = "Give a task up, or decline its repair.")
    private String drop;

    @Nullable
    @Option(names = "--apply", paramLabel = "TASK", description = "Apply a repair that needs you.")
    private String apply;

    @Nullable
    @Option(names = "--undo", paramLabel = "TASK", description = "Take an applied repair back.")
    private String undo;

    @Nullable
    @Option(names = "--show", paramLabel = "TASK", description = "Show a task: its attempts, diff and tests.")
    private String show;

    /** @param task empty if it is about none */
    public record Action(String name, String task) {}

    /** The one that was typed; null if none was. */
    @Nullable
    public Action chosen() {
        List<Action> typed = new ArrayList<>();
        add(typed, "status", status);
        add(typed, "list", list);
        add(typed, "stop", stop);
        add(typed, "pause", pause);
        add(typed, "resume", resume);
        add(typed, "drain", drain);
        add(typed, "retry", retry);
        add(typed, "drop", drop);
        add(typed, "apply", apply);
        add(typed, "undo", undo);
        add(typed, "show", show);
        if (typed.size() < 2) return typed.isEmpty() ? null : typed.get(0);
        throw CommandException.badInput(
                "--" + typed.get(0).name() + " and --" + typed.get(1).name() + " cannot be given together.",
                "Type one after the other.");
    }

    private static void add(List<Action> typed, String name, boolean wanted) {
        if (wanted) typed.add(new Action(name, ""));
    }

    private static void add(List<Action> typed, String name, @Nullable String task) {
        if (task == null) return;
        if (!task.matches("task_[0-9a-z]{1,32}")) {
            throw CommandException.badInput(
                    "`" + task + "` is not a task's id.",
                    "Write it like this:  orchestrate watch --" + name + " task_0a1b2c3d",
                    "See the tasks:       orchestrate watch --status");
        }
        typed.add(new Action(name, task));
    }
}
