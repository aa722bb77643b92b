package orchestrator.agent;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out of a vendor's words when its limit is over. Where there is a doubt, it is not known. */
final class ResetTime {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE;

    /** Claude Code: {@code Claude AI usage limit reached|1755615600}. */
    private static final Pattern EPOCH = Pattern.compile("limit reached\\|(\\d{10})(\\d{3})?\\b", FLAGS);

    /** Codex's API: {@code "resets_at":1777936568} or {@code "resets_in_seconds":13872}. */
    private static final Pattern AT_SECOND = Pattern.compile("\"?resets_at\"?\\s*[:=]\\s*(\\d{10})\\b", FLAGS);

    private static final Pattern IN_SECONDS =
            Pattern.compile("\"?resets_in_seconds\"?\\s*[:=]\\s*(\\d{1,8})\\b", FLAGS);

    /** Codex: {@code try again in 5 days 22 hours 11 minutes}. Gemini: {@code will reset after 8h44m7s}. */
    private static final Pattern AFTER = Pattern.compile("(?:try again in|resets? (?:in|after)) ", FLAGS);

    private static final Pattern PART = Pattern.compile(
            "\\G[ ,]*(?:and )?(?:less than |about )?(\\d{1,7}(?:\\.\\d+)?|an?) ?"
                    + "(days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])",
            FLAGS);

    /** What comes before a time of day or a date. */
    private static final String AT = "(?:resets?(?: at| on)?|try again at|regain access (?:on|at))\\s+";

    private static final String CLOCK = "(\\d{1,2})(?::(\\d{2}))?\\s*([ap]m)?";

    private static final String ZONE = "(?:\\s*\\(?([A-Z]\\w*(?:/[\\w+-]+)*)\\)?)?";

    /** {@code resets 3pm (Europe/Berlin)}, {@code try again at 3:05 PM.} */
    private static final Pattern AT_TIME = Pattern.compile(AT + "(?i:" + CLOCK + ")(?![\\w:-])" + ZONE);

    /** {@code resets Aug 3, 7am (Europe/Zurich)}, {@code try again at Jul 5th, 2026 8:19 PM.} */
    private static final Pattern AT_DATE = Pattern.compile(AT
            + "([A-Z][a-z]{2})[a-z]*\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (20\\d{2}))?,?(?: at)? (?i:" + CLOCK + ")"
            + "(?![\\w:-])" + ZONE);

    /** {@code You will regain access on 2026-04-01 at 00:00 UTC.} */
    private static final Pattern AT_ISO =
            Pattern.compile(AT + "(20\\d{2}-\\d{2}-\\d{2})(?: at |T| )(?i:" + CLOCK + ")(?![\\w:-])" + ZONE);

    /** So long may a time of day be over and still mean today. */
    private static final Duration JUST_NOW = Duration.ofMinutes(10);

    private ResetTime() {}

    /** @param printed when the words were said, in the zone that times without one are meant in */
    static Optional<Instant> in(String text, ZonedDateTime printed) {
        String line = text.replaceAll("\\s+", " ");
        try {
            return second(EPOCH, line)
                    .or(() -> second(AT_SECOND, line))
                    .or(() -> after(line, printed))
                    .or(() -> atIso(line, printed))
                    .or(() -> atDate(line, printed))
                    .or(() -> atTime(line, printed));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> second(Pattern pattern, String line) {
        Matcher found = pattern.matcher(line);
        return found.find() ? Optional.of(Instant.ofEpochSecond(Long.parseLong(found.group(1)))) : Optional.empty();
    }

    private static Optional<Instant> after(String line, ZonedDateTime printed) {
        Matcher seconds = IN_SECONDS.matcher(line);
        if (seconds.find()) return Optional.of(printed.toInstant().plusSeconds(Long.parseLong(seconds.group(1))));
        Matcher words = AFTER.matcher(line);
        return words.find() ? sum(line.substring(words.end())).map(printed.toInstant()::plus) : Optional.empty();
    }

    private static Optional<Duration> sum(String parts) {
        Matcher part = PART.matcher(parts);
        double seconds = 0;
        boolean any = false;
        while (part.find()) {
            boolean one = part.group(1).toLowerCase(Locale.ROOT).startsWith("a");
            seconds += (one ? 1 : Double.parseDouble(part.group(1))) * secondsOf(part.group(2));
            any = true;
        }
        return any ? Optional.of(Duration.ofSeconds((long) Math.ceil(seconds))) : Optional.empty();
    }

    private static long secondsOf(String unit) {
        return switch (unit.substring(0, 1).toLowerCase(Locale.ROOT)) {
            case "d" -> 86_400;
            case "h" -> 3_600;
            case "m" -> 60;
            default -> 1;
        };
    }

    private static Optional<Instant> atIso(String line, ZonedDateTime printed) {
        Matcher found = AT_ISO.matcher(line);
        if (!found.find()) return Optional.empty();
        LocalTime time = time(found.group(2), found.group(3), found.group(4));
        ZoneId zone = zone(found.group(5), printed);
        return Optional.of(
                LocalDate.parse(found.group(1)).atTime(time).atZone(zone).toInstant());
    }

    private static Optional<Instant> atDate(String line, ZonedDateTime printed) {
        Matcher found = AT_DATE.matcher(line);
        if (!found.find()) return Optional.empty();
        MonthDay day = MonthDay.of(month(found.group(1)), Integer.parseInt(found.group(2)));
        LocalTime time = time(found.group(4), found.group(5), found.group(6));
        ZoneId zone = zone(found.group(7), printed);
        LocalDate today = printed.withZoneSameInstant(zone).toLocalDate();
        int year = found.group(3) == null ? today.getYear() : Integer.parseInt(found.group(3));
        LocalDate date = day.atYear(year);
        // At the turn of the year a January is the next one.
        if (found.group(3) == null && date.isBefore(today.minusMonths(6))) date = day.atYear(year + 1);
        return Optional.of(date.atTime(time).atZone(zone).toInstant());
    }

    private static Optional<Instant> atTime(String line, ZonedDateTime printed) {
        Matcher found = AT_TIME.matcher(line);
        if (!found.find() || (found.group(2) == null && found.group(3) == null)) return Optional.empty();
        ZonedDateTime there = printed.withZoneSameInstant(zone(found.group(4), printed));
        ZonedDateTime today = there.with(time(found.group(1), found.group(2), found.group(3)));
        boolean over = today.isBefore(there.minus(JUST_NOW));
        return Optional.of((over ? today.plusDays(1) : today).toInstant());
    }

    private static LocalTime time(String hour, @Nullable String minute, @Nullable String half) {
        int hours = Integer.parseInt(hour);
        if (half != null) hours = hours % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0);
        return LocalTime.of(hours, minute == null ? 0 : Integer.parseInt(minute));
    }

    private static Month month(String threeLetters) {
        for (Month month : Month.values()) {
            if (month.name().regionMatches(true, 0, threeLetters, 0, 3)) return month;
        }
        throw new DateTimeException("no month begins with " + threeLetters);
    }

    private static ZoneId zone(@Nullable String named, ZonedDateTime printed) {
        return named == null ? printed.getZone() : ZoneId.of(named);
    }
}
