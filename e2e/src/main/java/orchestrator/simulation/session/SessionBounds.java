package orchestrator.simulation.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.identity.LaunchId;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionState;
import orchestrator.session.Spending;
import orchestrator.simulation.host.SimulatedAgent;
import orchestrator.simulation.host.SimulatedLaunches;
import orchestrator.simulation.host.World;
import orchestrator.simulation.stage.Violation;
import org.jspecify.annotations.Nullable;

/** A session's launches, rounds, money and time have an end, or a person has allowed more. */
final class SessionBounds {
    private static final String BOUNDED = "budgets and rounds are bounded";
    private static final int LAUNCHES_MAX = 16;
    /** The first launch, a remedy, and three relaunches for one cause. */
    private static final int FAILURES_MAX = 5;

    private static final int ASSIGNMENTS_MAX = 120;
    private static final int FIX_ROUNDS = 2;
    private static final int ROUNDS = 5;
    private static final Duration RUN_MAX = Duration.ofHours(1);
    /** Slow calls, and calls that are tried again, let an agent work a little longer. */
    private static final Duration SLACK = Duration.ofMinutes(15);

    private final World world;
    private final int fixRoundsMax;
    private final int roundsMax;
    private final boolean isHostSilent;
    private Duration worked = Duration.ZERO;
    private Instant lookedAt = Instant.EPOCH;
    private Set<LaunchId> atWork = Set.of();
    /** Runs that work while a person is asked to repair what keeps them from being reached, and for how long they did. */
    private final Map<String, Duration> asked = new HashMap<>();

    private Set<String> askedAbout = Set.of();

    /** @param isHostSilent true if nobody serves the host for a time, in which limits cannot be carried out */
    SessionBounds(World world, ObjectNode request, boolean isHostSilent) {
        this.world = world;
        this.isHostSilent = isHostSilent;
        fixRoundsMax = request.path("maxRounds").asInt(FIX_ROUNDS);
        roundsMax = request.path("budget").path("rounds").asInt(ROUNDS);
    }

    void check(SessionState state) {
        if (state.assignments().size() > ASSIGNMENTS_MAX)
            throw exceeded(state.assignments().size() + " assignments");
        for (AssignmentState one : state.assignments()) {
            if (one.launches() > LAUNCHES_MAX) throw exceeded(one.run() + " had " + one.launches() + " launches");
        }
        world.agents().keySet().stream()
                .filter(id -> id.launch() > LAUNCHES_MAX)
                .findFirst()
                .ifPresent(id -> {
                    throw exceeded(id + " is one launch too many");
                });
        checkRelaunches();
        checkFixes(state);
        Spending spent = state.teamwork().spending();
        if (spent != null) checkRounds(state, spent);
    }

    private void checkRelaunches() {
        Map<String, Integer> inRow = new HashMap<>();
        for (SimulatedAgent agent : world.agents().values()) {
            String run = agent.request().id().run();
            String failure = agent.failure(world.now());
            inRow.keySet().removeIf(key -> key.startsWith(run + " ") && !key.equals(run + " " + failure));
            if (!failure.isEmpty() && inRow.merge(run + " " + failure, 1, Integer::sum) > FAILURES_MAX)
                throw exceeded(run + " failed " + inRow.get(run + " " + failure) + " times in a row: " + failure);
        }
    }

    /** After a fix that a person has asked for, or a message, agents have all their rounds again. */
    private void checkFixes(SessionState state) {
        long fixes = state.assignments().stream()
                .filter(one -> one.kind() == Kind.FIX)
                .count();
        long asked = answers(state, "fix") + controls(state, "message");
        if (fixes > 2L * fixRoundsMax * (1 + asked) + asked)
            throw exceeded(fixes + " fixes, of which people asked for " + asked);
    }

    private void checkRounds(SessionState state, Spending spent) {
        long byHand = controls(state, "review");
        if (spent.rounds() > spent.roundsMax() + byHand)
            throw exceeded(spent.rounds() + " rounds of reviews, of " + spent.roundsMax());
        if (spent.roundsMax() > roundsMax * (1 + answers(state, "more") + answers(state, "go on")))
            throw exceeded(spent.roundsMax() + " rounds, which nobody has allowed");
    }

    private static long controls(SessionState state, String action) {
        return state.controls().stream()
                .filter(control -> control.action().equals(action))
                .count();
    }

    static long answers(SessionState state, String choice) {
        return state.teamwork().items().stream()
                .map(OpenItem::answer)
                .filter(answer -> answer != null && answer.choice().equals(choice))
                .count();
    }

    /** Nothing is under way. */
    void checkStandstill(SessionState state) {
        Spending spent = state.teamwork().spending();
        if (spent == null) return;
        double counted = spent.dollars() == null ? 0 : spent.dollars();
        if (counted < spentOnEnded(state) && !saysItMayBeMore(spent))
            throw exceeded(counted + " dollars are counted, and " + spentOnEnded(state) + " are spent");
        if (counted >= spent.dollarsMax() && !workers(state).isEmpty())
            throw exceeded(
                    counted + " dollars of " + spent.dollarsMax() + " are spent, and " + workers(state) + " work on");
        Duration limit = Duration.ofMinutes(spent.minutesMax()).plus(SLACK);
        if (isTimeCertain() && worked.compareTo(limit) > 0)
            throw exceeded(
                    worked + " of work, of " + spent.minutesMax() + " minutes; " + spent.minutes() + " are counted");
        if (isTimeCertain()) checkRuns(state);
    }

    /** As long as no cost at all is known, only the tokens can say so. */
    private static boolean saysItMayBeMore(Spending spent) {
        return spent.dollars() == null ? spent.tokensAtLeast() : spent.dollarsAtLeast();
    }

    private double spentOnEnded(SessionState state) {
        Set<String> running = state.assignments().stream()
                .filter(one -> one.status() == Status.RUNNING)
                .map(AssignmentState::run)
                .collect(Collectors.toSet());
        long launches = world.agents().values().stream()
                .filter(agent -> agent.isSettled()
                        && !running.contains(agent.request().id().run()))
                .count();
        return launches * SimulatedLaunches.COST;
    }

    /** Agents at work, without those that cannot be stopped before a person has answered. */
    private Set<LaunchId> workers(SessionState state) {
        Set<String> unreachable = questions(state);
        return world.agents().values().stream()
                .filter(agent -> agent.isAtWork(world.now()))
                .map(agent -> agent.request().id())
                .filter(id -> !unreachable.contains(id.run()))
                .collect(Collectors.toSet());
    }

    private static Set<String> questions(SessionState state) {
        return state.teamwork().items().stream()
                .filter(OpenItem::isOpen)
                .map(OpenItem::id)
                .collect(Collectors.toSet());
    }

    private void checkRuns(SessionState state) {
        Map<String, Duration> byRun = new HashMap<>();
        for (SimulatedAgent agent : world.agents().values())
            byRun.merge(agent.request().id().run(), agent.worked(world.now()), Duration::plus);
        // What an agent does meanwhile does not count.
        asked.forEach((run, time) -> byRun.computeIfPresent(run, (same, worked) -> worked.minus(time)));
        workers(state).stream()
                .filter(id -> byRun.get(id.run()).compareTo(RUN_MAX.plus(SLACK)) > 0)
                .findFirst()
                .ifPresent(id -> {
                    throw exceeded(id + " has worked for " + byRun.get(id.run()));
                });
    }

    /** A time in which the machine slept does not count. */
    private boolean isTimeCertain() {
        return !isHostSilent && !world.stage().story().faults().containsKey("time jumps");
    }

    /** Time is about to pass: what passed since the last call counts if the same agent worked all the time. */
    void beforeTimePasses(@Nullable SessionState state) {
        boolean counts = state != null && state.teamwork().spending() != null;
        Set<LaunchId> now = counts ? workers(state) : Set.of();
        Set<LaunchId> allTheTime = new HashSet<>(now);
        allTheTime.retainAll(atWork);
        Duration passed = Duration.between(lookedAt, world.now());
        if (!allTheTime.isEmpty()) worked = worked.plus(passed);
        // An answer comes when the time has passed, so who was asked about before was so all the time.
        askedAbout.forEach(run -> asked.merge(run, passed, Duration::plus));
        askedAbout = counts ? questions(state) : Set.of();
        atWork = now;
        lookedAt = world.now();
    }

    private static Violation exceeded(String what) {
        return new Violation(BOUNDED, what);
    }
}
