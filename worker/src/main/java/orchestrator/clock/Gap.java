package orchestrator.clock;

import java.time.Duration;
import java.util.Optional;
import orchestrator.host.Span;

/**
 * A time in which nothing on this machine could work, by the wall clock.
 *
 * @param at time at which it was noticed, long after its end if the worker was started later
 */
public record Gap(long fromMillis, long millis, Cause cause, long at) {
    /** A busy machine may be seconds late. */
    static final long AT_LEAST_MILLIS = 15_000;

    public enum Cause {
        SUSPENDED,
        STOPPED,
        OFF,
        CLOCK_SET
    }

    /**
     * The gap between two readings, if any.
     *
     * @param watched true if one process made both readings, so without a gap it would have made others in between
     */
    static Optional<Gap> between(ClockReading before, ClockReading now, boolean watched) {
        long wall = now.wallMillis() - before.wallMillis();
        if (!before.boot().equals(now.boot())) return gap(before, now, wall, Cause.OFF);
        long awake = now.awakeMillis() - before.awakeMillis();
        long up = now.upMillis() - before.upMillis();
        long suspended = notable(up - awake);
        long stopped = watched ? notable(awake) : 0;
        // In a paused virtual machine, this is the only sign.
        long jumped = notable(wall - up);
        Cause cause = suspended > 0 ? Cause.SUSPENDED : stopped > 0 ? Cause.STOPPED : Cause.CLOCK_SET;
        return gap(before, now, suspended + stopped + jumped, cause);
    }

    private static long notable(long millis) {
        return millis >= AT_LEAST_MILLIS ? millis : 0;
    }

    private static Optional<Gap> gap(ClockReading before, ClockReading now, long millis, Cause cause) {
        if (millis < AT_LEAST_MILLIS) return Optional.empty();
        return Optional.of(new Gap(before.wallMillis(), millis, cause, now.wallMillis()));
    }

    long toMillis() {
        return fromMillis + millis;
    }

    /** The part of the gap within this span, after {@code notBefore}. */
    long millisIn(Span span, long notBefore) {
        long from = Math.max(Math.max(fromMillis, notBefore), span.fromMillis());
        return Math.max(0, Math.min(toMillis(), span.toMillis()) - from);
    }

    /** The text for users. */
    public String inWords() {
        String time = inWords(Duration.ofMillis(millis));
        String what = switch (cause) {
            case SUSPENDED -> "the machine slept for " + time;
            case STOPPED -> "the machine, or only its worker, was stopped for " + time;
            case OFF -> "the machine was restarted, and nothing could work here for up to " + time;
            case CLOCK_SET -> "the machine's clock jumped ahead by " + time + ": it was set, or the machine was paused";
        };
        return what + ". This does not count as work time.";
    }

    private static String inWords(Duration time) {
        if (time.toSeconds() < 120) return time.toSeconds() + " seconds";
        if (time.toMinutes() < 120) return time.toMinutes() + " minutes";
        return time.toHours() + " hours " + time.toMinutesPart() + " minutes";
    }
}
