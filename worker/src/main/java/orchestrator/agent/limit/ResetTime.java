package orchestrator.agent.limit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the reset time of a limit in a vendor's words. Words about a reset outrank words about a retry. In doubt, the
 * time is unknown.
 */
final class ResetTime {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE;

    /** Vendors use special blanks before am and pm. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u2000-\\u200b\\u202f\\u205f\\u3000\\ufeff]+");

    /** Claude Code: {@code Claude AI usage limit reached|1755615600}. Codex's API: {@code "resets_at":1777936568}. */
    private static final Pattern SECOND = Pattern.compile(
            "(?:limit reached\\||\\b(?:resets?_?at|retry_?at|reset_?time(?:stamp)?)\\b: ?)(\\d{10})(\\d{3})?\\b",
            FLAGS);

    /** Google: {@code "quotaResetTimeStamp": "2026-01-10T03:04:05Z"}; headers of Anthropic's API. */
    private static final Pattern RESET_FIELD = Pattern.compile(
            "\\b(?:\\w*reset_?(?:time_?stamp|time|s?_?at)|resets_?at|[\\w-]*ratelimit[\\w-]*-reset): ?", FLAGS);

    /** {@code "resets_in_seconds":13872}, {@code "quotaResetDelay":"8h44m7s"}. */
    private static final Pattern RESET_DELAY_FIELD =
            Pattern.compile("\\b(?:resets?_?(?:in|after)(?:_?seconds)?|quota_?reset_?delay): ?", FLAGS);

    /** {@code retryDelay: 39s}, {@code Retry-After: 30}, {@code retry_after_ms: 900}. */
    private static final Pattern RETRY_FIELD =
            Pattern.compile("\\bretry[-_ ]?(?:after|delay)(?:[-_]?(?:seconds|secs|(?<ms>ms|millis)))?: ?", FLAGS);

    /** Gemini: {@code will reset after 8h44m7s}; {@code Resets in 157h}. */
    private static final Pattern RESET_IN = Pattern.compile(
            "\\b(?:resets?|renews?|refresh(?:es)?|available(?: again)?|restored)(?: again)?(?: in| after)(?: about)? ",
            FLAGS);

    /** Codex: {@code try again in 5 days 22 hours 11 minutes}. Azure: {@code retry after 86400 seconds}. */
    private static final Pattern RETRY_IN = Pattern.compile(
            "\\b(?:try (?:it |your request )?again|retry(?: again)?|retry your request|come back)(?: in| after)(?: about)? "
                    + "|\\bwait(?: for)?(?: at least)? ",
            FLAGS);

    private static final Pattern RESET_AT = Pattern.compile(
            "\\b(?:resets?|reset time|renews?|refresh(?:es)?|available(?: again)?|regain access|restored|until)"
                    + "(?: again)?[: ]*(?:(?:at|on|by|is)\\b ?)*",
            FLAGS);

    private static final Pattern RETRY_AT = Pattern.compile(
            "\\b(?:try (?:it |your request )?again|retry(?: again)?|retry-after:?|come back)(?: at| on| after)? ",
            FLAGS);

    /** Google's daily quotas are reset at midnight in its own time zone. */
    private static final Pattern BY_THE_DAY =
            Pattern.compile("PerDay\\b|PerDayPer|per day per|daily (?:\\S+ )?quota", FLAGS);

    private static final ZoneId GOOGLES = ZoneId.of("America/Los_Angeles");

    private ResetTime() {}

    /** True if the words mention a reset or retry time at all. */
    static boolean isTold(String text) {
        return in(text, ZonedDateTime.of(2026, 1, 15, 12, 0, 0, 0, ZoneId.of("UTC")))
                .isPresent();
    }

    /** @param printed time at which the words were printed, in the zone that applies to times without one */
    static Optional<Instant> in(String text, ZonedDateTime printed) {
        String line = plain(text);
        Instant now = printed.toInstant();
        Function<String, Optional<Instant>> time = rest -> WrittenTime.at(rest, printed);
        Function<String, Optional<Instant>> delay =
                rest -> WrittenDuration.at(rest).map(now::plus);
        Function<String, Optional<Instant>> seconds =
                rest -> WrittenDuration.orSeconds(rest, false).map(now::plus);
        try {
            return second(line)
                    .or(() -> after(RESET_FIELD, line, time))
                    .or(() -> after(RESET_DELAY_FIELD, line, seconds))
                    .or(() -> after(RESET_IN, line, delay))
                    .or(() -> after(RESET_AT, line, time))
                    .or(() -> midnight(line, printed))
                    .or(() -> retryField(line, now))
                    .or(() -> after(RETRY_IN, line, delay))
                    .or(() -> after(RETRY_AT, line, time));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Removes the punctuation of JSON, also of JSON in JSON. */
    private static String plain(String text) {
        String unquoted = text.replace("\\n", " ").replaceAll("[\\\\\"'`]", "");
        return BLANKS.matcher(unquoted).replaceAll(" ");
    }

    private static Optional<Instant> second(String line) {
        Matcher found = SECOND.matcher(line);
        return found.find() ? Optional.of(Instant.ofEpochSecond(Long.parseLong(found.group(1)))) : Optional.empty();
    }

    /** The time after the first of these words that is followed by one. */
    private static Optional<Instant> after(Pattern words, String line, Function<String, Optional<Instant>> read) {
        Matcher found = words.matcher(line);
        while (found.find()) {
            Optional<Instant> time = read.apply(line.substring(found.end()));
            if (time.isPresent()) return time;
        }
        return Optional.empty();
    }

    private static Optional<Instant> retryField(String line, Instant now) {
        Matcher found = RETRY_FIELD.matcher(line);
        while (found.find()) {
            boolean millis = found.group("ms") != null;
            Optional<Duration> delay = WrittenDuration.orSeconds(line.substring(found.end()), millis);
            if (delay.isPresent()) return delay.map(now::plus);
        }
        return Optional.empty();
    }

    private static Optional<Instant> midnight(String line, ZonedDateTime printed) {
        if (!BY_THE_DAY.matcher(line).find()) return Optional.empty();
        ZonedDateTime there = printed.withZoneSameInstant(GOOGLES);
        return Optional.of(there.toLocalDate().plusDays(1).atStartOfDay(GOOGLES).toInstant());
    }
}
