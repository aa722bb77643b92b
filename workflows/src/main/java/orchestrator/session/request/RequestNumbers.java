package orchestrator.session.request;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.session.request.SessionRequest.InvalidRequest;

/** Refuses numbers of a request that make no sense, instead of treating them as missing. */
public final class RequestNumbers {
    private static final long WEEK_MINUTES = 7 * 24 * 60;
    private static final int ROUNDS_MAX = 100;
    private static final int BUDGET_ROUNDS_MAX = 1_000;
    private static final int HOURS_MAX = 24 * 365;
    private static final int DOLLARS_MAX = 1_000_000;
    private static final long TOKENS_MAX = 1_000_000_000_000L;

    private RequestNumbers() {}

    /** Throws an {@link InvalidRequest} that names the number and its allowed values. */
    public static void check(JsonNode body) {
        checkWhole(body, "runMinutes", "runMinutes", 1, WEEK_MINUTES);
        checkWhole(body, "verifyMinutes", "verifyMinutes", 1, WEEK_MINUTES);
        checkWhole(body, "reviewEveryMinutes", "reviewEveryMinutes", 1, WEEK_MINUTES);
        checkWhole(body, "maxRounds", "maxRounds", 0, ROUNDS_MAX);
        JsonNode budget = body.path("budget");
        checkWhole(budget, "rounds", "budget.rounds", 1, BUDGET_ROUNDS_MAX);
        checkAboveZero(budget, "hours", HOURS_MAX);
        checkAboveZero(budget, "dollars", DOLLARS_MAX);
        checkWhole(budget, "tokens", "budget.tokens", 1, TOKENS_MAX);
        checkAboveZero(budget, "runDollars", DOLLARS_MAX);
        checkWhole(budget, "runTokens", "budget.runTokens", 1, TOKENS_MAX);
    }

    private static void checkWhole(JsonNode object, String field, String name, long least, long most) {
        JsonNode value = object.path(field);
        if (isLeftOut(value)) return;
        boolean fits = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.asLong() >= least
                && value.asLong() <= most;
        if (!fits) throw wrong(name, "a whole number from " + least + " to " + most, value);
    }

    private static void checkAboveZero(JsonNode budget, String field, long most) {
        JsonNode value = budget.path(field);
        if (isLeftOut(value)) return;
        boolean fits = value.isNumber() && value.asDouble() > 0 && value.asDouble() <= most;
        if (!fits) throw wrong("budget." + field, "a number above 0, at most " + most, value);
    }

    private static boolean isLeftOut(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static InvalidRequest wrong(String name, String form, JsonNode value) {
        return new InvalidRequest(name, "`" + name + "` must be " + form + ", not `" + value + "`.");
    }
}
