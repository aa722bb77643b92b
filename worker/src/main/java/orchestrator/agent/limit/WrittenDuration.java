package orchestrator.agent.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a duration written for people or in a header: {@code 6m30.2s}, {@code 2 days 3 hours}, {@code 898ms}. */
final class WrittenDuration {
    private static final Pattern PART = Pattern.compile(
            "\\G[ ,]*(?:and )?(?:less than |about |around |approximately |~ ?)?(\\d{1,9}(?:\\.\\d+)?|an?) ?"
                    + "(weeks?|w|days?|d|hours?|hrs?|hr|h|minutes?|mins?|m|seconds?|secs?|s|milliseconds?|millis|ms)(?![a-z])",
            Pattern.CASE_INSENSITIVE);

    /** Without a unit: seconds. */
    private static final Pattern PLAIN = Pattern.compile(" ?(\\d{1,9}(?:\\.\\d+)?)(?![\\w:./-])");

    private static final Pattern CLOCK = Pattern.compile(" ?(\\d{1,3}):(\\d{2}):(\\d{2})(?!\\d)");

    private static final Pattern ISO = Pattern.compile(" ?(PT?[\\dDHMS.]+)\\b");

    private WrittenDuration() {}

    /** Reads the duration at the beginning of the text. */
    static Optional<Duration> at(String text) {
        Matcher part = PART.matcher(text);
        double seconds = 0;
        boolean any = false;
        while (part.find()) {
            boolean one = part.group(1).toLowerCase(Locale.ROOT).startsWith("a");
            seconds += (one ? 1 : Double.parseDouble(part.group(1))) * secondsOf(part.group(2));
            any = true;
        }
        if (any) return Optional.of(roundedUp(seconds));
        Matcher clock = CLOCK.matcher(text);
        if (clock.lookingAt())
            return Optional.of(Duration.ofSeconds(number(clock, 1) * 3_600 + number(clock, 2) * 60)
                    .plusSeconds(number(clock, 3)));
        Matcher iso = ISO.matcher(text);
        return iso.lookingAt() ? Optional.of(Duration.parse(iso.group(1))) : Optional.empty();
    }

    /** As {@link #at}, or a plain number of seconds. */
    static Optional<Duration> orSeconds(String text, boolean milliseconds) {
        Optional<Duration> said = at(text);
        if (said.isPresent()) return said;
        Matcher plain = PLAIN.matcher(text);
        if (!plain.lookingAt()) return Optional.empty();
        double number = Double.parseDouble(plain.group(1));
        return Optional.of(roundedUp(milliseconds ? number / 1_000 : number));
    }

    private static long number(Matcher found, int group) {
        return Long.parseLong(found.group(group));
    }

    private static Duration roundedUp(double seconds) {
        return Duration.ofSeconds((long) Math.ceil(seconds));
    }

    private static double secondsOf(String unit) {
        String small = unit.toLowerCase(Locale.ROOT);
        if (small.startsWith("mi") && small.contains("ll") || small.equals("ms")) return 0.001;
        return switch (small.charAt(0)) {
            case 'w' -> 604_800;
            case 'd' -> 86_400;
            case 'h' -> 3_600;
            case 'm' -> 60;
            default -> 1;
        };
    }
}
