package orchestrator.autofix.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.autofix.AutoFixState.Spent;
import orchestrator.autofix.request.FixBudget;
import orchestrator.autofix.request.FixBudget.Allowance;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/** What agents have used up in the last hour and the last day. */
public final class FixSpending {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    /** Entries that are closer than this are added up. */
    private static final Duration GRAIN = Duration.ofMinutes(5);

    private static final double MILLIS_PER_MINUTE = 60_000;

    private final Deque<Entry> entries;
    private Instant countedFrom;

    /**
     * @param entries oldest first
     * @param countedFrom what was spent until then is forgiven
     */
    public record Saved(List<Entry> entries, Instant countedFrom) {
        public Saved {
            entries = List.copyOf(entries);
        }
    }

    /** @param dollars null if no agent reported its cost */
    public record Entry(Instant at, @Nullable Double dollars, long tokens, long millis) {

        static Entry between(Usage before, Usage after, long millis, Instant at) {
            Double cost = after.costUsd();
            Double dollars = cost == null
                    ? null
                    : Double.valueOf(Math.max(0, cost - Objects.requireNonNullElse(before.costUsd(), 0.0)));
            long tokens = Math.max(0, after.uncachedTokens() - before.uncachedTokens());
            return new Entry(at, dollars, tokens, Math.max(0, millis));
        }

        private boolean isNothing() {
            return (dollars == null || dollars == 0) && tokens == 0 && millis == 0;
        }

        private Entry plus(Entry other) {
            Double sum = dollars == null ? other.dollars : Double.valueOf(dollars + orZero(other.dollars));
            return new Entry(other.at, sum, tokens + other.tokens, millis + other.millis);
        }

        private static double orZero(@Nullable Double number) {
            return number == null ? 0 : number;
        }

        private double minutes() {
            return millis / MILLIS_PER_MINUTE;
        }

        /** What of the allowance is used up, in words; empty if nothing. */
        private Optional<String> limit(Allowance allowed) {
            if (dollars != null && allowed.dollars() != null && dollars >= allowed.dollars())
                return Optional.of(number(dollars) + " of " + number(allowed.dollars()) + " dollars");
            if (allowed.tokens() != null && tokens >= allowed.tokens())
                return Optional.of(tokens + " of " + allowed.tokens() + " tokens");
            if (allowed.minutes() != null && minutes() >= allowed.minutes())
                return Optional.of(number(minutes()) + " of " + number(allowed.minutes()) + " minutes of agents");
            return Optional.empty();
        }

        private static String number(double number) {
            return number == Math.rint(number)
                    ? Long.toString((long) number)
                    : String.format(Locale.ROOT, "%.2f", number);
        }
    }

    public FixSpending(Saved saved) {
        entries = new ArrayDeque<>(saved.entries());
        countedFrom = saved.countedFrom();
    }

    public Saved saved() {
        return new Saved(List.copyOf(entries), countedFrom);
    }

    public void add(Entry more) {
        if (more.isNothing()) return;
        entries.removeIf(entry -> !entry.at.plus(DAY).isAfter(more.at));
        Entry last = entries.peekLast();
        boolean isClose = last != null
                && last.at.isAfter(countedFrom)
                && Duration.between(bucket(last.at), more.at).compareTo(GRAIN) < 0;
        if (last != null && isClose) entries.removeLast();
        entries.addLast(last != null && isClose ? last.plus(more) : more);
    }

    private static Instant bucket(Instant at) {
        long seconds = at.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, GRAIN.toSeconds()));
    }

    /** Forgives what was spent until now, so that agents may start. */
    public void lift(Instant now) {
        countedFrom = now;
    }

    /** The limit that is reached now; empty if agents may start. */
    public Optional<StartDelay> limit(FixBudget budget, Instant now) {
        return limit("hour", HOUR, budget.ofHour(), now).or(() -> limit("day", DAY, budget.ofDay(), now));
    }

    private Optional<StartDelay> limit(String name, Duration span, Allowance allowed, Instant now) {
        List<Entry> counted = counted(span, now)
                .filter(entry -> entry.at.isAfter(countedFrom))
                .toList();
        return sum(counted, now).limit(allowed).map(used -> {
            Instant until = end(counted, span, allowed, now);
            return new StartDelay(
                    "The limit of " + (name.equals("hour") ? "an hour" : "a day") + " is reached: " + used
                            + ". No agent starts until it is over, or until you resume.",
                    until);
        });
    }

    /** When so much of it is older than the span that the rest is below the limit. */
    private static Instant end(List<Entry> counted, Duration span, Allowance allowed, Instant now) {
        for (int i = 0; i < counted.size(); i++) {
            List<Entry> rest = counted.subList(i + 1, counted.size());
            if (sum(rest, now).limit(allowed).isEmpty())
                return counted.get(i).at.plus(span);
        }
        return now.plus(span);
    }

    private Stream<Entry> counted(Duration span, Instant now) {
        return entries.stream().filter(entry -> entry.at.plus(span).isAfter(now));
    }

    private static Entry sum(List<Entry> entries, Instant now) {
        return entries.stream().reduce(new Entry(now, null, 0, 0), Entry::plus);
    }

    public List<Spent> spent(FixBudget budget, Instant now) {
        return List.of(spent("hour", HOUR, budget.ofHour(), now), spent("day", DAY, budget.ofDay(), now));
    }

    private Spent spent(String name, Duration span, Allowance allowed, Instant now) {
        Entry sum = sum(counted(span, now).toList(), now);
        return new Spent(name, sum.dollars(), sum.tokens(), sum.minutes(), allowed);
    }
}
