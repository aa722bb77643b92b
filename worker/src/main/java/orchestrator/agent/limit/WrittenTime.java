package orchestrator.agent.limit;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a time written for people: {@code 3pm (Europe/Berlin)}, {@code Mon 7:00am}, {@code Feb 3rd, 2026 4:11 PM}. */
final class WrittenTime {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE;

    private static final String CLOCK =
            "(?:(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2})(?::\\d{2}(?:\\.\\d+)?)?)?\\s?(?<half>[ap]\\.?m\\b\\.?)?"
                    + "(?!(?!Z\\b)[\\w:])|(?<word>midnight|noon))";

    /** In brackets, or the next word if it is a zone. */
    private static final String ZONE =
            "(?:\\s?[(\\[](?<named>[^)\\]]{1,40})[)\\]]|\\s?(?<next>(?:[A-Z]{1,5})?[+\\u2212-]\\d{1,2}(?::?\\d{2})?"
                    + "|[A-Z]\\w*/[\\w/+-]+|[A-Z]{1,8}(?: Time)?)\\b)?";

    private static final String AT = "(?:,? at |, ?| |T)";

    /** A day may stand alone, but not if digits follow that are not a time. */
    private static final String WHEN = "(?:" + AT + CLOCK + "|(?!" + AT + "\\d))";

    private static final String MONTH = "(?<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\\.?";

    private static final String DAY = "(?<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday|s|rs)?\\.?";

    private static final String WEEKDAY_FIRST = "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\\.?,? )?";

    private static final Pattern ISO = at("(?<date>20\\d{2}-\\d{2}-\\d{2})" + WHEN + ZONE);

    private static final Pattern MONTH_FIRST = at(
            WEEKDAY_FIRST + MONTH + " (?<dom>\\d{1,2})(?!\\d)(?:st|nd|rd|th)?(?:,? (?<year>20\\d{2}))?" + WHEN + ZONE);

    private static final Pattern DAY_FIRST = at(WEEKDAY_FIRST + "(?<dom>\\d{1,2})(?!\\d)(?:st|nd|rd|th)? " + MONTH
            + "(?:,? (?<year>20\\d{2}))?" + WHEN + ZONE);

    private static final Pattern WEEKDAY = at("(?:next )?" + DAY + "\\b" + WHEN + ZONE);

    private static final Pattern TIME = at("(?:(?<rel>today|tonight|tomorrow)(?: at|,)? ?)?" + CLOCK + ZONE);

    private static final Pattern TIME_FIRST = at(CLOCK + ZONE + ",? (?<rel>today|tonight|tomorrow)\\b");

    /** A time of day that passed less than this ago still means today. */
    private static final Duration JUST_NOW = Duration.ofMinutes(10);

    private final ZonedDateTime printed;

    private WrittenTime(ZonedDateTime printed) {
        this.printed = printed;
    }

    private static Pattern at(String form) {
        return Pattern.compile(form, FLAGS);
    }

    /**
     * Reads the time at the beginning of the text.
     *
     * @param printed time at which it was printed, in the zone that applies to times without one
     */
    static Optional<Instant> at(String text, ZonedDateTime printed) {
        WrittenTime time = new WrittenTime(printed);
        return time.iso(text)
                .or(() -> time.date(MONTH_FIRST, text))
                .or(() -> time.date(DAY_FIRST, text))
                .or(() -> time.weekday(text))
                .or(() -> time.ofDay(TIME_FIRST, text))
                .or(() -> time.ofDay(TIME, text))
                .map(ZonedDateTime::toInstant);
    }

    private Optional<ZonedDateTime> iso(String text) {
        Matcher found = ISO.matcher(text);
        if (!found.lookingAt()) return Optional.empty();
        return Optional.of(
                LocalDate.parse(found.group("date")).atTime(clock(found)).atZone(zone(found)));
    }

    /** A date without a year is the next such date. */
    private Optional<ZonedDateTime> date(Pattern form, String text) {
        Matcher found = form.matcher(text);
        if (!found.lookingAt()) return Optional.empty();
        MonthDay day = MonthDay.of(month(found.group("month")), Integer.parseInt(found.group("dom")));
        ZoneId zone = zone(found);
        String year = found.group("year");
        int thisYear = printed.withZoneSameInstant(zone).getYear();
        ZonedDateTime date = day.atYear(year == null ? thisYear : Integer.parseInt(year))
                .atTime(clock(found))
                .atZone(zone);
        return Optional.of(year == null && isOver(date) ? date.plusYears(1) : date);
    }

    private Optional<ZonedDateTime> weekday(String text) {
        Matcher found = WEEKDAY.matcher(text);
        if (!found.lookingAt()) return Optional.empty();
        DayOfWeek day = day(found.group("day"));
        ZonedDateTime next = printed.withZoneSameInstant(zone(found))
                .with(TemporalAdjusters.nextOrSame(day))
                .with(clock(found));
        return Optional.of(isOver(next) ? next.plusWeeks(1) : next);
    }

    private Optional<ZonedDateTime> ofDay(Pattern form, String text) {
        Matcher found = form.matcher(text);
        if (!found.lookingAt()) return Optional.empty();
        boolean isTime = found.group("minute") != null || found.group("half") != null || found.group("word") != null;
        if (!isTime) return Optional.empty();
        ZonedDateTime today = printed.withZoneSameInstant(zone(found)).with(clock(found));
        boolean tomorrow = "tomorrow".equalsIgnoreCase(found.group("rel"));
        return Optional.of(tomorrow || isOver(today) ? today.plusDays(1) : today);
    }

    private boolean isOver(ZonedDateTime time) {
        return time.isBefore(printed.minus(JUST_NOW));
    }

    /** Without a time: the beginning of the day. */
    private static LocalTime clock(Matcher found) {
        String word = found.group("word");
        if (word != null) return word.equalsIgnoreCase("noon") ? LocalTime.NOON : LocalTime.MIDNIGHT;
        if (found.group("hour") == null) return LocalTime.MIDNIGHT;
        int hours = Integer.parseInt(found.group("hour"));
        String half = found.group("half");
        if (half != null && (hours < 1 || hours > 12)) throw new DateTimeException("no such hour: " + hours + half);
        if (half != null)
            hours = hours % 12 + (half.toLowerCase(java.util.Locale.ROOT).startsWith("p") ? 12 : 0);
        String minute = found.group("minute");
        return LocalTime.of(hours, minute == null ? 0 : Integer.parseInt(minute));
    }

    private ZoneId zone(Matcher found) {
        String named = found.group("named");
        if (named != null) return named(named);
        String next = found.group("next");
        return next == null ? printed.getZone() : ZoneNames.of(next).orElse(printed.getZone());
    }

    private static ZoneId named(@Nullable String zone) {
        return ZoneNames.of(String.valueOf(zone))
                .orElseThrow(() -> new DateTimeException("no time zone is called " + zone));
    }

    private static Month month(String name) {
        for (Month month : Month.values()) {
            if (month.name().regionMatches(true, 0, name, 0, 3)) return month;
        }
        throw new DateTimeException("no month begins with " + name);
    }

    private static DayOfWeek day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().regionMatches(true, 0, name, 0, 3)) return day;
        }
        throw new DateTimeException("no day begins with " + name);
    }
}
