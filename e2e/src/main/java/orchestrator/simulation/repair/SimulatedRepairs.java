package orchestrator.simulation.repair;

import io.temporal.activity.Activity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.autofix.EscalationActivities;
import orchestrator.autofix.FixActivities;
import orchestrator.autofix.FixActivities.Tested.Status;
import orchestrator.autofix.FixEndActivities;
import orchestrator.simulation.host.World;
import orchestrator.simulation.repair.SimulatedFiles.Content;
import org.jspecify.annotations.Nullable;

/** Tests, verifies, applies and takes back what a task has done, and checks that it may. */
final class SimulatedRepairs implements FixActivities, FixEndActivities, EscalationActivities {
    private final World world;
    private final SimulatedFiles files;
    private final SimulatedTrees trees;
    private final SimulatedProject project;
    private final TaskNames names;
    private final Map<String, Judged> judged = new HashMap<>();
    private final Map<String, List<String>> filesOf = new HashMap<>();
    private final Map<String, Map<String, Content>> before = new HashMap<>();
    private final Map<String, Applied> applied = new HashMap<>();
    private final Map<String, String> heardOf = new HashMap<>();
    private boolean isHeard;
    private final Set<String> undone = new HashSet<>();
    private final Set<String> approved = new HashSet<>();

    SimulatedRepairs(
            World world, SimulatedFiles files, SimulatedTrees trees, SimulatedProject project, TaskNames names) {
        this.world = world;
        this.files = files;
        this.trees = trees;
        this.project = project;
        this.names = names;
    }

    /** Whoever has not heard how the last repair was applied may ask again. */
    void setHeard(boolean isHeard) {
        this.isHeard = isHeard;
    }

    /** A person has decided to apply the repair of this task although it weakens tests. */
    void approve(String key) {
        approved.add(key);
    }

    /** Files that the task was about; null if it never ran its tests. */
    @Nullable
    List<String> filesOf(String key) {
        return filesOf.get(key);
    }

    @Override
    public String prepareTask(PrepareTask request) {
        return "";
    }

    @Override
    public Tested test(TestOrder order) {
        Map<String, Content> snapshot = trees.snapshot(order.key());
        if (snapshot == null) {
            world.violate("tests run on a snapshot", order.key() + " has none");
            snapshot = Map.of();
        }
        List<String> mine = order.files().isEmpty() ? SimulatedFiles.NAMES : order.files();
        filesOf.put(order.key(), mine);
        boolean isBroken = !SimulatedFiles.broken(snapshot, mine).isEmpty();
        Status status = isBroken ? red(order.key()) : Status.GREEN;
        world.tell("tests", names.in(order.key()) + " is " + status.wire());
        return tested(status);
    }

    private Status red(String key) {
        int drawn = world.dice().below(20, names.in(key), "tests");
        return switch (drawn) {
            case 0 -> Status.FLAKY;
            case 1 -> Status.RED_BEFORE;
            case 2 -> Status.CANNOT_RUN;
            default -> Status.RED;
        };
    }

    private static Tested tested(Status status) {
        int exit = status == Status.GREEN ? 0 : 2;
        return new Tested(status, "make check", List.of(), exit, 40, "artifact:output", "the end", "");
    }

    @Override
    public Judged judge(TestOrder order) {
        int work = trees.work(order.key());
        int drawn = world.dice().below(10, names.in(order.key()), "judged", work);
        Status status = work == 0 || drawn < 4 ? Status.RED : drawn == 4 ? Status.FLAKY : Status.GREEN;
        boolean weakens = status != Status.RED && drawn > 7;
        List<String> weakened = weakens ? List.of("a test is skipped.") : List.of();
        Judged now = new Judged(tested(status), weakened, "artifact:diff", mine(order.key()));
        judged.put(order.key(), now);
        world.tell(
                "tests",
                "the repair of " + names.in(order.key()) + " is " + status.wire() + (weakens ? ", weakened" : ""));
        return now;
    }

    private List<String> mine(String key) {
        Map<String, Content> snapshot = trees.snapshots().getOrDefault(key, Map.of());
        return SimulatedFiles.broken(snapshot, filesOf.getOrDefault(key, List.of()));
    }

    @Override
    public Applied apply(ApplyOrder order) {
        String key = order.key();
        String call = Activity.getExecutionContext().getInfo().getActivityId();
        Applied earlier = applied.get(key);
        if (!call.equals(heardOf.getOrDefault(key, call)))
            world.violate("each repair is applied at most once", key + " asks again: " + earlier);
        if (isHeard) heardOf.put(key, call);
        if (earlier != null) return earlier;
        checkMayApply(key);
        Applied now = write(key);
        applied.put(key, now);
        world.tell("repairs", names.in(key) + " is " + now.how());
        return now;
    }

    private void checkMayApply(String key) {
        Judged last = judged.get(key);
        boolean isGreen = last != null
                && (last.tested().status() == Status.GREEN || last.tested().status() == Status.FLAKY);
        if (!isGreen) world.violate("nothing red is applied", key + " is " + last);
        if (last != null && !last.weakened().isEmpty() && !approved.contains(key))
            world.violate("a person decides on weakened tests", key + " is applied without a decision");
    }

    private Applied write(String key) {
        Map<String, Content> snapshot = trees.snapshots().getOrDefault(key, Map.of());
        for (String name : mine(key)) {
            Content now = files.content(name);
            if (now.equals(snapshot.get(name))) continue;
            return now.repairedBy().isEmpty()
                    ? new Applied(Applied.How.KEPT, "orchestrate/" + key, name + " has changed")
                    : new Applied(Applied.How.OUTDATED, null, name + " was repaired meanwhile");
        }
        Map<String, Content> old = new HashMap<>();
        mine(key).forEach(name -> old.put(name, files.content(name)));
        before.put(key, old);
        Map<String, Content> repaired = files.repaired(mine(key), key);
        project.learn(repaired);
        files.write(repaired);
        return new Applied(Applied.How.APPLIED, null, "Applied.");
    }

    @Override
    public Applied undo(ApplyOrder order) {
        String key = order.key();
        Map<String, Content> old = before.get(key);
        if (old == null) {
            world.violate("only what was applied is taken back", key);
            return new Applied(Applied.How.REFUSED, null, "nothing was applied");
        }
        if (undone.contains(key)) return new Applied(Applied.How.UNDONE, null, "as before");
        boolean isUnchanged = old.keySet().stream()
                .allMatch(name -> files.content(name).repairedBy().equals(key));
        if (!isUnchanged) return new Applied(Applied.How.REFUSED, null, "the files have changed since");
        Map<String, Content> back = new HashMap<>();
        old.forEach((name, content) ->
                back.put(name, new Content(files.content(name).number() + 1, content.broken(), "undone " + key)));
        project.learn(back);
        files.write(back);
        undone.add(key);
        return new Applied(Applied.How.UNDONE, null, "as before");
    }

    @Override
    public String keepLedger(Ledger ledger) {
        return "artifact:ledger";
    }

    @Override
    public void clear(ClearOrder order) {}

    @Override
    public String deliver(Delivery delivery) {
        return "delivered";
    }
}
