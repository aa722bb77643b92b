package orchestrator.simulation.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import orchestrator.checkout.CheckoutActivities;
import orchestrator.simulation.host.SimulatedAgent;
import orchestrator.simulation.host.World;
import org.jspecify.annotations.Nullable;

/** Checkouts that hold nothing but the names of the launches whose work is in them. */
final class SimulatedCheckouts implements CheckoutActivities {
    private final World world;
    private final String command;
    /** Launches whose work is in the result, in the order in which it came. */
    private final List<String> result = new ArrayList<>();

    private final Map<String, List<String>> ofRun = new HashMap<>();
    private final Set<String> copies = new HashSet<>();
    private final Map<String, Verified.Status> checked = new LinkedHashMap<>();
    private final Set<String> conflicted = new HashSet<>();
    private final SimulatedLeftOuts leftOuts;

    SimulatedCheckouts(World world, String command) {
        this.world = world;
        this.command = command;
        leftOuts = new SimulatedLeftOuts(world.dice());
    }

    SimulatedLeftOuts leftOuts() {
        return leftOuts;
    }

    String commit() {
        return result.isEmpty() ? "base" : "commit-" + result.size();
    }

    List<String> result() {
        return List.copyOf(result);
    }

    Set<String> copies() {
        return copies;
    }

    /** What the check of this commit said; null if it was never checked. */
    Verified.@Nullable Status checkOf(String commit) {
        return checked.get(commit);
    }

    /** True if the session was given a check. */
    boolean isToCheck() {
        return !command.isEmpty();
    }

    @Override
    public Opened open(OpenRequest request) {
        Map<String, String> paths = new TreeMap<>();
        boolean none = "none".equals(request.isolation());
        request.agents().forEach(agent -> paths.put(agent, none ? request.target() : "/trees/" + agent));
        if (none) leftOuts.none();
        return new Opened(none ? Isolation.NONE : Isolation.WORKTREE, "base", "orchestrate/s/result", paths, "", "");
    }

    @Override
    public Merged refresh(CheckoutId id) {
        boolean conflicts = world.dice().chance(60, "refresh", id.agent(), result.size());
        return new Merged(conflicts ? List.of("shared.txt") : List.of());
    }

    @Override
    public Integrated integrate(IntegrateRequest request) {
        List<String> mine = ofRun.computeIfAbsent(request.run(), run -> new ArrayList<>());
        List<String> fresh = new ArrayList<>();
        for (SimulatedAgent agent : world.agents().values()) {
            String name =
                    agent.request().id().run() + "/" + agent.request().id().launch();
            boolean isOfRun = agent.request().id().run().equals(request.run());
            if (isOfRun && !mine.contains(name) && world.dice().chance(850, name, "changes files")) fresh.add(name);
        }
        fresh.forEach(launch -> leftOuts.onWork(request.agent(), launch));
        if (!fresh.isEmpty()
                && !result.isEmpty()
                && world.dice().chance(80, request.run(), "conflict")
                && conflicted.add(request.run())) {
            world.tell("checkouts", request.run() + " conflicts with the result");
            return new Integrated(commit(), List.of(), List.of("shared.txt"), "", leftOuts.of(request.agent()));
        }
        mine.addAll(fresh);
        result.addAll(fresh);
        return new Integrated(commit(), mine, List.of(), "", leftOuts.of(request.agent()));
    }

    @Override
    public Copy copy(CopyRequest request) {
        copies.add(request.name());
        String what = request.agent().isEmpty()
                ? commit()
                : commit() + "-" + request.agent() + "-" + progress(request.agent());
        return new Copy("/copies/" + request.name(), what, "artifact:diff-" + what, what.equals("base"));
    }

    private long progress(String agent) {
        return world.agents().values().stream()
                .filter(one -> one.isWriting() && one.request().id().agent().equals(agent))
                .count();
    }

    @Override
    public void dropCopy(CopyId id) {
        copies.remove(id.name());
    }

    @Override
    public Diff diff(String key) {
        return new Diff("artifact:diff-" + commit(), result.size(), result.size(), 0);
    }

    @Override
    public Verified verify(VerifyRequest request) {
        int drawn = world.dice().below(100, "check", commit());
        Verified.Status status = drawn < 25 ? Verified.Status.RED : Verified.Status.GREEN;
        if (drawn > 95) status = Verified.Status.CANNOT_RUN;
        if (command.isEmpty()) status = Verified.Status.NOTHING;
        checked.put(commit(), status);
        world.tell("checks", commit() + " is " + status);
        return Verified.of(status, command, "").withRun(status == Verified.Status.RED ? 2 : 0, 1, "artifact:o", "tail");
    }

    @Override
    public Integrated settleLeftOut(LeftOutRequest request) {
        List<String> taken = leftOuts.settle(request.agent(), request.choice());
        result.addAll(taken);
        return new Integrated(commit(), taken, List.of(), "", leftOuts.of(request.agent()));
    }

    @Override
    public Closed closeAndTell(String key) {
        return new Closed(leftOuts.close());
    }
}
