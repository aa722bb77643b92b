package orchestrator.autofix.request;

import org.jspecify.annotations.Nullable;

/**
 * What agents may use up per task, per hour and per day. At the limit of a task it is escalated; at the others no new
 * agent starts until the hour or the day is over.
 */
public record FixBudget(
        @Nullable Allowance task,
        @Nullable Allowance hour,
        @Nullable Allowance day) {
    public static final FixBudget DEFAULT = new FixBudget(null, null, null);
    private static final Allowance TASK = new Allowance(2.0, 2_000_000L, 60.0);
    private static final Allowance HOUR = new Allowance(5.0, 5_000_000L, 120.0);
    private static final Allowance DAY = new Allowance(20.0, 20_000_000L, 480.0);

    public Allowance ofTask() {
        return task == null ? TASK : task.orElse(TASK);
    }

    public Allowance ofHour() {
        return hour == null ? HOUR : hour.orElse(HOUR);
    }

    public Allowance ofDay() {
        return day == null ? DAY : day.orElse(DAY);
    }

    /**
     * @param dollars counts only what agents report
     * @param tokens that are not from a cache
     * @param minutes time of agents, all together
     */
    public record Allowance(
            @Nullable Double dollars,
            @Nullable Long tokens,
            @Nullable Double minutes) {
        Allowance orElse(Allowance usual) {
            return new Allowance(
                    dollars == null ? usual.dollars : dollars,
                    tokens == null ? usual.tokens : tokens,
                    minutes == null ? usual.minutes : minutes);
        }
    }
}
