package orchestrator.api.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import orchestrator.api.problem.Problem;

/** Session ids: generates, checks and encodes them. */
final class SessionIds {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Set<String> RESERVED = Set.of("sessions", "events", "session", "watches", ".", "..");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);
    private static final int LENGTH_MAX = 200;

    private SessionIds() {}

    static String fresh(Instant now, RandomGenerator random) {
        int number = random.nextInt(36 * 36 * 36 * 36);
        String tail = Integer.toString(number, 36);
        return "orch_" + STAMP.format(now) + "_" + "0".repeat(4 - tail.length()) + tail;
    }

    /** True if the id can be the session's key as it is. */
    static boolean isSafe(String id) {
        return SAFE.matcher(id).matches();
    }

    static String checked(String id) {
        if (id.isBlank() || !id.equals(id.strip()) || id.length() > LENGTH_MAX || hasControls(id)) {
            throw Problem.at(
                    "session",
                    "`session` must be a text of 1 to " + LENGTH_MAX
                            + " characters without line breaks and without spaces at its ends, such as `add-json-flag`.");
        }
        if (RESERVED.contains(id)) {
            throw Problem.at("session", "`" + id + "` is reserved and cannot be a session's id; choose another.");
        }
        return id;
    }

    private static boolean hasControls(String id) {
        return id.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    static String inUrl(String idOrKey) {
        return URLEncoder.encode(idOrKey, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
