package orchestrator.simulation.host;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.host.Host;
import orchestrator.host.HostActivities;
import orchestrator.host.Span;
import orchestrator.identity.LaunchId;
import orchestrator.launch.GuardActivities;
import orchestrator.launch.LaunchActivities;
import orchestrator.launch.Usage;

/** A host whose processes are {@link SimulatedAgent}s. */
public final class SimulatedLaunches implements LaunchActivities, HostActivities, GuardActivities {
    public static final Host HOST = new Host("host-a", "host-a", 300, 300);

    /** What each launch costs, in US dollars. */
    public static final double COST = 0.25;

    private final World world;
    private final List<String> crew;
    private final Weather weather;
    private final Set<LaunchId> waited = new HashSet<>();

    public SimulatedLaunches(World world, List<String> crew, Weather weather) {
        this.world = world;
        this.crew = crew;
        this.weather = weather;
    }

    @Override
    public Host place() {
        return HOST;
    }

    @Override
    public long gapMillis(List<Span> spans) {
        Duration time = Duration.ofMillis(spans.stream().mapToLong(Span::millis).sum());
        Optional<Duration> gap = weather.gap(time);
        gap.ifPresent(length -> world.stage().story().fault("time jumps", "host", "it slept for " + length));
        return gap.map(Duration::toMillis).orElse(0L);
    }

    @Override
    public Launched launch(LaunchRequest request) {
        if (world.agents().containsKey(request.id())) return new Launched(4711, true);
        if (request.onlyIfBegun()) return new Launched(0, false);
        String name = request.id().run() + "/" + request.id().launch();
        if (world.dice().chance(70, name, "no room") && waited.add(request.id()))
            return new Launched(0, false, "No room.");
        checkPlace(request);
        Instant now = world.now();
        String kind = request.brief().lines().skip(1).findFirst().orElse("").replace("Kind: ", "");
        SimulatedAgent agent = new SimulatedAgent(request, kind, world.casting().script(request, kind, now), now);
        world.agents().put(request.id(), agent);
        world.tell(
                request.id().run(),
                "begins launch " + request.id().launch() + " (" + kind + ") in " + request.workspace());
        return new Launched(4711, false);
    }

    /** How long this launch waits for its turn, at most as long as the host lets it. */
    public Duration turnAfter(String name) {
        return Duration.ofMinutes(Math.min(30, world.dice().between(1, 40, name, "turn")));
    }

    private static boolean isOfRun(SimulatedAgent agent, LaunchRequest request) {
        LaunchId id = agent.request().id();
        return id.key().equals(request.id().key())
                && id.run().equals(request.id().run());
    }

    private void checkPlace(LaunchRequest request) {
        Instant now = world.now();
        for (SimulatedAgent other : world.agents().values()) {
            boolean isSameRun = isOfRun(other, request);
            if (isSameRun && other.hasSucceeded() && other.isSettled() && !other.hasLeftWork())
                world.violate(
                        "each assignment is applied at most once",
                        request.id() + " starts although " + other.request().id() + " has succeeded");
            if (!other.isAlive(now)) continue;
            if (world.isLeftToSweep(other)) {
                other.stop(now);
                continue;
            }
            boolean samePlace = other.request().workspace().equals(request.workspace());
            if (isSameRun || (samePlace && other.isWriting() && !request.readOnly()))
                world.violate(
                        "nobody works twice in one checkout",
                        request.id() + " starts in " + request.workspace() + " while "
                                + other.request().id() + " is at work there");
        }
    }

    @Override
    public void awaitTurn(LaunchId launch) {}

    @Override
    public Followed follow(FollowRequest request) {
        Followed followed = agent(request.id()).follow(request, world.now());
        String said = followed.notices().isEmpty() ? "" : "says " + followed.notices();
        if (followed.ending() != null)
            said += " ends: "
                    + (followed.ending().succeeded()
                            ? "succeeded"
                            : followed.ending().reason());
        if (!said.isEmpty()) world.tell(request.id().run(), said.strip());
        return followed;
    }

    private SimulatedAgent agent(LaunchId id) {
        SimulatedAgent agent = world.agents().get(id);
        if (agent == null) {
            world.violate("only what was launched is followed", id.toString());
            throw new IllegalStateException("not launched: " + id);
        }
        return agent;
    }

    @Override
    public Paused pause(LaunchId launch) {
        agent(launch).pause(world.now());
        world.tell(launch.run(), "is paused");
        return new Paused(1);
    }

    @Override
    public Paused proceed(LaunchId launch) {
        agent(launch).proceed(world.now());
        world.tell(launch.run(), "goes on");
        return new Paused(1);
    }

    @Override
    public Stopped stop(LaunchId launch) {
        // A stop may find nothing: its launch was never begun.
        SimulatedAgent agent = world.agents().get(launch);
        if (agent != null) agent.stop(world.now());
        world.tell(launch.run(), agent == null ? "is stopped before it began" : "is stopped");
        return new Stopped(true);
    }

    @Override
    public Adoption adopt(AdoptRequest request) {
        return new Adoption(true, true);
    }

    @Override
    public Settled settle(LaunchId launch) {
        SimulatedAgent agent = agent(launch);
        agent.stop(world.now());
        agent.settle();
        String answer = agent.hasSucceeded() ? world.casting().answer(agent.request(), agent.kind(), crew) : "";
        return new Settled(new Usage(1_000, 0, 500, COST), answer, 0);
    }

    @Override
    public String answerCall(CallAnswer answer) {
        SimulatedAgent agent = agent(answer.id());
        Optional<String> call = agent.waitingCall(world.now());
        boolean runs = answer.choice() != Choice.DENY;
        if (call.isEmpty() || answer.number() != GuardedCall.ASKED) return "it had no more time.";
        if (runs && !world.permits().isAllowed(call.get()))
            world.violate("a call runs only if a person allows it", call.get() + " runs, allowed by nobody");
        agent.answer(runs, world.now());
        world.tell("guard", call.get() + (runs ? " runs" : " is denied"));
        return runs ? "it runs." : "it is denied.";
    }
}
