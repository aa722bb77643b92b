package orchestrator.autofix.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import orchestrator.session.request.SessionRequest.InvalidRequest;

/** Refuses numbers of a request that make no sense, instead of treating them as missing. */
final class WatchNumbers {
    private static final long DAY_MINUTES = 24 * 60;
    private static final long YEAR_SECONDS = 365 * 24 * 3_600;
    private static final long DOLLARS_MAX = 1_000_000;
    private static final long TOKENS_MAX = 1_000_000_000_000L;
    private static final long MINUTES_MAX = 1_000_000;

    private static final List<Rule> RULES = List.of(
            new Rule("debounceSeconds", 0.1, 600, false),
            new Rule("parallel", 1, 16, true),
            new Rule("test.minutesMax", 1, DAY_MINUTES, true),
            new Rule("repair.retriesMax", 0, 20, true),
            new Rule("repair.backoffSeconds", 0, 3_600, false),
            new Rule("repair.runMinutes", 1, DAY_MINUTES, true),
            new Rule("breaker.threshold", 1, 1_000, true),
            new Rule("breaker.projectThreshold", 1, 1_000, true),
            new Rule("breaker.windowSeconds", 1, YEAR_SECONDS, true));

    /** @param field path of the number in the request */
    private record Rule(String field, double least, double most, boolean isWhole) {
        private void check(JsonNode request) {
            JsonNode value = request.at("/" + field.replace('.', '/'));
            if (value.isMissingNode() || value.isNull()) return;
            boolean isKind = value.isNumber() && (!isWhole || value.isIntegralNumber());
            if (isKind && value.asDouble() >= least && value.asDouble() <= most) return;
            throw new InvalidRequest("`" + field + "` must be " + (isWhole ? "a whole number" : "a number") + " from "
                    + words(least) + " to " + words(most) + ", not `" + value + "`.");
        }

        private static String words(double number) {
            return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
        }
    }

    private WatchNumbers() {}

    /** Throws an {@link InvalidRequest} that names the number and its allowed values. */
    static void check(JsonNode request) {
        RULES.forEach(rule -> rule.check(request));
        for (String span : List.of("task", "hour", "day")) {
            String allowance = "budget." + span;
            new Rule(allowance + ".dollars", 0, DOLLARS_MAX, false).check(request);
            new Rule(allowance + ".tokens", 0, TOKENS_MAX, true).check(request);
            new Rule(allowance + ".minutes", 0, MINUTES_MAX, false).check(request);
        }
    }
}
