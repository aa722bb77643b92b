package orchestrator.simulation.repair;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import orchestrator.checkout.CheckoutActivities;
import orchestrator.simulation.host.SimulatedAgent;
import orchestrator.simulation.host.World;
import orchestrator.simulation.repair.SimulatedFiles.Content;
import org.jspecify.annotations.Nullable;

/** The checkouts of tasks: a snapshot of the user's files each, and the launches whose work was integrated. */
final class SimulatedTrees implements CheckoutActivities {
    private final World world;
    private final SimulatedFiles files;
    private final TaskNames names;
    private final Map<String, Map<String, Content>> snapshots = new HashMap<>();
    private final Map<String, Set<String>> integrated = new HashMap<>();

    SimulatedTrees(World world, SimulatedFiles files, TaskNames names) {
        this.world = world;
        this.files = files;
        this.names = names;
    }

    /** The files as the task found them; null if it has not opened its checkouts. */
    @Nullable
    Map<String, Content> snapshot(String key) {
        return snapshots.get(key);
    }

    /** Snapshots by key, of all tasks there ever were. */
    Map<String, Map<String, Content>> snapshots() {
        return snapshots;
    }

    /** How much work is in the task's result. */
    int work(String key) {
        return integrated.getOrDefault(key, Set.of()).size();
    }

    @Override
    public Opened open(OpenRequest request) {
        snapshots.computeIfAbsent(request.key(), key -> files.all());
        Map<String, String> paths = new TreeMap<>();
        request.agents().forEach(agent -> paths.put(agent, "/trees/" + request.key() + "/" + agent));
        return new Opened(Isolation.WORKTREE, "base", "orchestrate/" + request.key(), paths, "", "");
    }

    @Override
    public Merged refresh(CheckoutId id) {
        return new Merged(List.of());
    }

    @Override
    public Integrated integrate(IntegrateRequest request) {
        Set<String> mine = integrated.computeIfAbsent(request.key(), key -> new LinkedHashSet<>());
        for (SimulatedAgent agent : world.agents().values()) {
            var id = agent.request().id();
            if (!id.key().equals(request.key()) || !id.run().equals(request.run())) continue;
            String name = id.run() + "/" + id.launch();
            if (world.dice().chance(900, names.in(request.key()), name, "changes files")) mine.add(name);
        }
        List<String> changed = mine.isEmpty() ? List.of() : List.of("src/a.py");
        return new Integrated("commit-" + mine.size(), changed, List.of(), "");
    }

    @Override
    public Copy copy(CopyRequest request) {
        return new Copy("/copies/" + request.key() + "/" + request.name(), "base", "artifact:diff", false);
    }

    @Override
    public void dropCopy(CopyId id) {}

    @Override
    public Diff diff(String key) {
        return new Diff("artifact:diff", work(key), work(key), 0);
    }

    @Override
    public Verified verify(VerifyRequest request) {
        throw new UnsupportedOperationException("a task verifies with its own tests");
    }

    @Override
    public Integrated settleLeftOut(LeftOutRequest request) {
        throw new UnsupportedOperationException("a task leaves nothing out");
    }

    @Override
    public Closed closeAndTell(String key) {
        return new Closed(List.of());
    }
}
