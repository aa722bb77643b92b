package orchestrator.api.latest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import orchestrator.eventlog.Position;
import orchestrator.eventlog.RunActivity;
import orchestrator.json.Json;
import orchestrator.launch.Usage;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Hold;
import orchestrator.session.SessionState;
import orchestrator.session.Spending;
import org.jspecify.annotations.Nullable;

/**
 * What runs under way have used and done so far. A run reports to its session only now and then; what it has printed is
 * in the event log at once. A pure function.
 */
final class LiveFigures {
    /** After so many lines an assignment under way counts as half done: nobody knows its end. */
    private static final int HALF_DONE_LINES = 60;

    private static final double UNDER_WAY_MAX = 0.9;
    private static final int PERCENT_OF_PLAN = 10;
    private static final int PERCENT_BEFORE_THE_END_MAX = 99;

    private final SessionState state;
    private final Map<String, RunActivity> activities;
    private final Instant now;

    LiveFigures(SessionState state, List<RunActivity> runs, Instant now) {
        this.state = state;
        this.activities = runs.stream().collect(Collectors.toMap(RunActivity::run, Function.identity(), (a, b) -> b));
        this.now = now;
    }

    /** Replaces usage, budget and progress in the JSON of the state. */
    void replaceIn(ObjectNode json) {
        if (state.phase().isFinal() || running().isEmpty()) return;
        Usage used = state.usage();
        long uncached = 0;
        for (AssignmentState one : running()) {
            Usage more = notReported(one);
            used = used.plus(more);
            // How much of the input came from a cache is known only when the run reports.
            uncached += more.outputTokens();
        }
        json.set("usage", Json.MAPPER.valueToTree(used));
        json.put("progressPercent", Math.max(state.progressPercent(), percent()));
        Spending spent = state.teamwork().spending();
        if (spent != null && json.path("teamwork") instanceof ObjectNode teamwork)
            teamwork.set("spending", Json.MAPPER.valueToTree(spending(spent, used, uncached)));
    }

    private List<AssignmentState> running() {
        return state.assignments().stream()
                .filter(one -> one.status() == Status.RUNNING)
                .toList();
    }

    private Usage notReported(AssignmentState one) {
        Position.Live live = live(one);
        Usage reported = one.usage();
        return new Usage(
                Math.max(0, live.inputTokens() - reported.inputTokens()),
                0,
                Math.max(0, live.outputTokens() - reported.outputTokens()),
                moreCost(live.costUsd(), reported.costUsd()));
    }

    private static @Nullable Double moreCost(@Nullable Double live, @Nullable Double reported) {
        if (live == null) return null;
        return reported == null ? live : Double.valueOf(Math.max(0, live - reported));
    }

    private Position.Live live(AssignmentState one) {
        RunActivity activity = activities.get(one.run());
        return activity == null ? Position.Live.NOTHING : activity.live();
    }

    private Spending spending(Spending spent, Usage used, long uncached) {
        boolean isPart = used.inputTokens() > state.usage().inputTokens();
        return new Spending(
                spent.rounds(),
                spent.roundsMax(),
                Math.max(spent.minutes(), minutesOfLongestRun()),
                spent.minutesMax(),
                used.costUsd(),
                spent.dollarsMax(),
                spent.tokens() + uncached,
                spent.tokensMax(),
                used.costUsd() != null && used.costAtLeast(),
                spent.tokensAtLeast() || isPart);
    }

    /** Waits and pauses do not count, so a run that may have had one says nothing. */
    private long minutesOfLongestRun() {
        Optional<Instant> since = running().stream()
                .map(AssignmentState::startedAt)
                .filter(at -> at != null)
                .min(Comparator.naturalOrder());
        if (since.isEmpty() || !state.hold().equals(Hold.NONE)) return 0;
        boolean wasPaused = state.controls().stream().anyMatch(one -> one.at().isAfter(since.get()));
        return wasPaused ? 0 : Duration.between(since.get(), now).toMinutes();
    }

    /**
     * What is done, and of what is under way a part that grows with what it has printed and never reaches the whole. A
     * listed state has only assignments that are not over, so what is done is taken from the session's own percentage.
     */
    private int percent() {
        List<AssignmentState> left = state.assignments().stream()
                .filter(one -> !one.status().isFinal())
                .toList();
        int weight = left.stream().mapToInt(AssignmentState::weight).sum();
        if (weight == 0) return state.progressPercent() == 0 ? percentOfPlan(left) : state.progressPercent();
        double underWay =
                left.stream().mapToDouble(one -> one.weight() * doneOf(one)).sum() / weight;
        double done = state.progressPercent() / 100.0;
        int ofPlan = state.teamwork().plan().source().isEmpty() ? 0 : PERCENT_OF_PLAN;
        int percent = (int) Math.round(ofPlan + (100 - ofPlan) * (done + (1 - done) * underWay));
        return Math.min(PERCENT_BEFORE_THE_END_MAX, percent);
    }

    private int percentOfPlan(List<AssignmentState> left) {
        double planned = left.stream()
                .filter(one -> one.kind() == Kind.PLAN)
                .mapToDouble(this::doneOf)
                .max()
                .orElse(0);
        return (int) (PERCENT_OF_PLAN * planned);
    }

    private double doneOf(AssignmentState one) {
        if (one.status() != Status.RUNNING) return 0;
        long lines = live(one).lines();
        return UNDER_WAY_MAX * lines / (lines + HALF_DONE_LINES);
    }
}
