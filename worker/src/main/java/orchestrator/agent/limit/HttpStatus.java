package orchestrator.agent.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the HTTP status in the words of an error, as a number or by name. */
public final class HttpStatus {
    public static final int UNKNOWN = 0;

    /** The request timed out, came too early or too often, or conflicted with another. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429, 499);

    private static final Pattern NUMBER = Pattern.compile(
            "(?:[\"']?code[\"']?:|\\bstatus(?: code)?:?|API Error:?|\\bHTTP(?:/[\\d.]+)?|\\[|error code:?|\\bstatus=)"
                    + "\\s*\"?\\(?([45]\\d{2})\\b",
            Pattern.CASE_INSENSITIVE);

    /** The vendors' names for statuses, in the order of search. */
    private static final Map<Pattern, Integer> NAMES = names();

    private HttpStatus() {}

    /** {@link #UNKNOWN} if the words have none. */
    public static int in(String said) {
        int number = last(said);
        if (number != UNKNOWN) return number;
        return NAMES.entrySet().stream()
                .filter(name -> name.getKey().matcher(said).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The last status that appears as a number. */
    public static int last(String said) {
        Matcher number = NUMBER.matcher(said);
        int last = UNKNOWN;
        while (number.find()) last = Integer.parseInt(number.group(1));
        return last;
    }

    /** True if the same request would be refused again, however often it is repeated. */
    public static boolean isFinal(int status) {
        return status >= 400 && status < 500 && !PASSING.contains(status);
    }

    private static Map<Pattern, Integer> names() {
        Map<Pattern, Integer> names = new LinkedHashMap<>();
        put(names, 429, "rate_limit_(?:error|exceeded)|RESOURCE_EXHAUSTED|Too Many Requests|rateLimitExceeded");
        put(names, 401, "authentication_error|invalid_api_key|UNAUTHENTICATED|401 Unauthorized");
        put(names, 403, "permission_error|PERMISSION_DENIED|403 Forbidden");
        put(names, 404, "not_found_error|model_not_found|NOT_FOUND|404 Not Found");
        put(names, 413, "request_too_large|Payload Too Large");
        put(names, 529, "overloaded_error");
        put(names, 503, "UNAVAILABLE|Service Unavailable");
        put(names, 400, "invalid_request_error|INVALID_ARGUMENT|FAILED_PRECONDITION|400 Bad Request");
        put(names, 500, "\\bapi_error\\b|server_error|Internal Server Error|Bad Gateway|Gateway Timeout");
        return names;
    }

    private static void put(Map<Pattern, Integer> names, int status, String words) {
        names.put(Pattern.compile(words), status);
    }
}
