package orchestrator.work;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import orchestrator.host.Span;
import orchestrator.host.WorkClock;
import orchestrator.launch.Usage;
import orchestrator.rollover.Rebuilt;
import orchestrator.rollover.Saved;
import orchestrator.session.Spending;
import orchestrator.session.request.Budget;
import org.jspecify.annotations.Nullable;

/** The budget of a workflow, and how much of it is used. */
@Saved
public final class BudgetTracker {
    private final Budget budget;
    private final ToLongFunction<List<Span>> gapMillis;
    private int roundsMax;
    private double dollarsMax;
    private long tokensMax;
    private Duration timeMax;
    private WorkClock clock;
    private int rounds;

    /** The time worked in all; null before the end. */
    @Rebuilt
    private @Nullable Duration total;

    /** @param gapMillis returns how much of these times was a gap in which no agent could work */
    public BudgetTracker(Budget budget, ToLongFunction<List<Span>> gapMillis) {
        this.budget = budget;
        this.gapMillis = gapMillis;
        roundsMax = budget.roundsMax();
        dollarsMax = budget.dollarsMax();
        tokensMax = budget.tokensMax();
        timeMax = budget.timeMax();
        clock = new WorkClock(timeMax, Duration.ZERO, gapMillis);
    }

    /** A limit of the budget. */
    public enum Limit {
        ROUNDS,
        TIME,
        DOLLARS,
        TOKENS
    }

    /** Time counts while the workflow is working. */
    public void setWorking(boolean isWorking) {
        if (isWorking) clock.start();
        else clock.stop();
    }

    /** Ends the time that is reported, without the time in which the machine slept. */
    public void close() {
        clock.takeOutGaps();
        total = clock.worked();
    }

    /** The time that counts so far. */
    public Duration worked() {
        return clock.worked();
    }

    public boolean isTimeOver() {
        return clock.isOver();
    }

    public void spendRound() {
        rounds++;
    }

    public int roundsLeft() {
        return roundsMax - rounds;
    }

    /** The limit that is reached, if any. Rounds are checked separately, when one is needed. */
    public Optional<Limit> exhausted(Usage used) {
        if (clock.isOver()) return Optional.of(Limit.TIME);
        if (used.costUsd() != null && used.costUsd() >= dollarsMax) return Optional.of(Limit.DOLLARS);
        if (used.uncachedTokens() >= tokensMax) return Optional.of(Limit.TOKENS);
        return Optional.empty();
    }

    /** Allows as much again. */
    public void raise(Limit limit) {
        switch (limit) {
            case ROUNDS -> roundsMax += Math.max(1, budget.roundsMax());
            case DOLLARS -> dollarsMax += Math.max(1, budget.dollarsMax());
            case TOKENS -> tokensMax += Math.max(1, budget.tokensMax());
            case TIME -> {
                timeMax = timeMax.plus(budget.timeMax());
                clock = new WorkClock(timeMax, clock.worked(), gapMillis);
            }
        }
    }

    public Spending spending(Usage used) {
        return new Spending(
                rounds,
                roundsMax,
                (total == null ? clock.worked() : total).toMinutes(),
                timeMax.toMinutes(),
                used.costUsd(),
                dollarsMax,
                used.uncachedTokens(),
                tokensMax,
                used.costUsd() != null && used.costAtLeast(),
                used.tokensAtLeast());
    }

    /** For example {@code the time of 240 minutes is used up}. */
    public String describe(Limit limit) {
        return switch (limit) {
            case ROUNDS -> "all " + roundsMax + " rounds of reviews are used up";
            case TIME -> "the time of " + timeMax.toMinutes() + " minutes is used up";
            case DOLLARS -> "the " + dollarsMax + " US dollars are used up";
            case TOKENS -> "the " + tokensMax + " tokens are used up";
        };
    }
}
