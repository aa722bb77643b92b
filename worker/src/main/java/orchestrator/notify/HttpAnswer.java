package orchestrator.notify;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a receiver's status and headers mean. */
record HttpAnswer(int status, HttpHeaders headers) {
    private static final Duration WAIT_MAX = Duration.ofHours(1);
    private static final long SECONDS_MAX = WAIT_MAX.toSeconds();

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** True if the same call may be answered well later. */
    boolean isForLater() {
        return status == 408 || status == 425 || status == 429 || status >= 500 || isForbiddenForNow();
    }

    /** GitHub says so at its limits. */
    private boolean isForbiddenForNow() {
        boolean isUsedUp = header("x-ratelimit-remaining").filter("0"::equals).isPresent();
        return status == 403 && (isUsedUp || header("retry-after").isPresent());
    }

    /** The time that it asks to wait, one hour at most; zero if it asks for none. */
    Duration wait(Instant now) {
        Duration asked = header("retry-after")
                .map(text -> retryAfter(text, now))
                .or(() -> header("x-ratelimit-remaining")
                        .filter("0"::equals)
                        .flatMap(none -> header("x-ratelimit-reset"))
                        .map(text -> Duration.between(now, Instant.ofEpochSecond(number(text)))))
                .orElse(Duration.ZERO);
        if (asked.isNegative()) return Duration.ZERO;
        return asked.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : asked;
    }

    private Optional<String> header(String name) {
        return headers.firstValue(name).map(String::strip);
    }

    /** Seconds, or a date. */
    private static Duration retryAfter(String text, Instant now) {
        if (text.matches("[0-9]+")) return Duration.ofSeconds(Math.min(SECONDS_MAX, number(text)));
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException noDate) {
            return Duration.ZERO;
        }
    }

    /** 0 if it is no number that a clock can show. */
    private static long number(String text) {
        return text.matches("[0-9]{1,11}") ? Long.parseLong(text) : 0;
    }
}
