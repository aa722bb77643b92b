package orchestrator.simulation.repair;

import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.ProjectActivities;
import orchestrator.autofix.WatchActivities;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.simulation.host.SimulatedLaunches;
import orchestrator.simulation.host.World;
import org.jspecify.annotations.Nullable;

/** A watched project: its watcher compares the files with what it has told. */
final class SimulatedProject implements ProjectActivities, WatchActivities {
    static final String KEY = "shop-1f2e3d4c";
    static final String TARGET = "/shop";
    private static final Duration DEBOUNCE = Duration.ofSeconds(2);

    private final World world;
    private final SimulatedFiles files;
    private final boolean agents;
    /** Numbers of the contents that were told. */
    private final Map<String, Integer> told = new LinkedHashMap<>();

    private @Nullable Batch untaken;
    private @Nullable AutoFixState exported;
    private Instant changedAt = Instant.EPOCH;
    private int batches;
    private int watchers;
    private long taken;
    private boolean released;

    /** @param agents false if none is installed */
    SimulatedProject(World world, SimulatedFiles files, boolean agents) {
        this.world = world;
        this.files = files;
        this.agents = agents;
        SimulatedFiles.NAMES.forEach(name -> told.put(name, 0));
    }

    /** The state that the host has; empty before the first. */
    Optional<AutoFixState> exported() {
        return Optional.ofNullable(exported);
    }

    /** A person has written into files. */
    void onChange() {
        changedAt = world.now();
    }

    /** The watcher learns of a repair before it is written, so it does not tell of it. */
    void learn(Map<String, SimulatedFiles.Content> written) {
        written.forEach((name, content) -> {
            boolean isTold = told.get(name) == files.content(name).number();
            if (isTold) told.put(name, content.number());
        });
    }

    /** True if the queue has taken every change. */
    boolean isAllTold() {
        return (untaken == null || taken >= untaken.number()) && changed().isEmpty();
    }

    private List<String> changed() {
        return SimulatedFiles.NAMES.stream()
                .filter(name -> told.get(name) != files.content(name).number())
                .toList();
    }

    /** When this watcher has something to tell; empty while nothing changes. */
    Optional<Instant> dueAt(WatchOrder order, int watcher, Instant since) {
        boolean isCancelled = released || watcher < watchers;
        if (isCancelled || !order.wholeWait() || isFirst(order)) return Optional.of(since);
        if (untaken != null && order.acknowledged() < untaken.number()) return Optional.of(since);
        return changed().isEmpty() ? Optional.empty() : Optional.of(changedAt.plus(DEBOUNCE));
    }

    private boolean isFirst(WatchOrder order) {
        return order.acknowledged() == 0 && batches == 0;
    }

    /** A watcher begins to wait; the ones before it were cancelled. */
    void onWatch(int watcher, WatchOrder order) {
        taken = Math.max(taken, order.acknowledged());
        if (watcher > watchers) released = false;
        watchers = Math.max(watchers, watcher);
    }

    @Override
    public Batch watch(WatchOrder order) {
        if (batches <= 1 && order.acknowledged() == 0) {
            batches = 1;
            return new Batch(1, List.of(), 0, true, "");
        }
        Batch last = untaken;
        if (last != null && order.acknowledged() < last.number()) return last;
        untaken = null;
        List<String> changed = changed();
        if (changed.isEmpty()) return Batch.nothing(order.acknowledged());
        List<FileChange> changes = new ArrayList<>();
        for (String name : changed) {
            int number = files.content(name).number();
            told.put(name, number);
            changes.add(new FileChange(name, FileChange.Kind.MODIFIED, "content-" + number));
        }
        untaken = new Batch(++batches, changes, changes.size(), false, "");
        world.tell("watcher", "found " + changed);
        return untaken;
    }

    @Override
    public void release(String project) {
        released = true;
    }

    @Override
    public AdmittedProject admitProject(AdmitRequest request) {
        WatchRequest asked = request.request();
        WatchRequest completed = asked.completed(
                TARGET,
                asked.paths(),
                asked.test().withCommand("make check"),
                agents ? asked.repair().by("claude", "codex") : asked.repair());
        return new AdmittedProject(SimulatedLaunches.HOST, KEY, completed, "", List.of());
    }

    @Override
    public void export(AutoFixState state) {
        exported = state;
    }

    @Override
    public List<String> closed(List<String> workflows) {
        return workflows.stream().filter(this::isClosed).toList();
    }

    private boolean isClosed(String workflow) {
        try {
            return world.stage().messages().isClosed(workflow);
        } catch (StatusRuntimeException unknown) {
            return true;
        }
    }
}
