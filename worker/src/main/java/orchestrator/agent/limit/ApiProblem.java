package orchestrator.agent.limit;

import java.util.Optional;
import java.util.regex.Pattern;
import orchestrator.agent.Transcript.Final;
import orchestrator.agent.UsageLimit;
import orchestrator.launch.Cause;

/** The reason why a model's API refused a request, and if another launch or the user can help. */
public enum ApiProblem {
    LOG_IN(Cause.KEY_REFUSED, false, "Log in with `%s`, or set %s."),
    LIMIT(Cause.USAGE_LIMIT, false, "Wait until the limit is reset, or choose another agent."),
    PAYMENT(Cause.PAYMENT, false, "Add to the plan or the credits of this account, or choose another agent."),
    PROMPT(Cause.CONTEXT_TOO_LONG, false, "Give it less to read, or split the task."),
    MODEL(Cause.MODEL_UNKNOWN, false, "Check which model and which address its program is set to use."),
    REQUEST(Cause.REQUEST_REFUSED, false, "The request itself was refused; another try would not help."),
    TOO_FAST(Cause.TOO_FAST, true, ""),
    SERVER(Cause.SERVER, true, "");

    private static final int HOPELESS_FROM = 2;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE;

    private static final Pattern KEY_WORDS = Pattern.compile(
            "invalid (?:x-)?api[ -]key|api key not valid|API_KEY_INVALID|incorrect api key|invalid authentication"
                    + "|authentication_error|please run /login|please log in|not logged in|login expired"
                    + "|token has expired|token (?:was|has been) revoked|set an auth method"
                    + "|not (?:inside|running in) a trusted directory",
            FLAGS);

    /** Waiting does not help against these. */
    private static final Pattern PAYMENT_WORDS = Pattern.compile(
            "insufficient[_ ](?:quota|balance|funds|credits?)|credit balance|billing_(?:error|hard_limit|not_active)"
                    + "|billing hard limit|billing details|payment required|(?:purchase|add) (?:more )?credits"
                    + "|INSUFFICIENT_G1_CREDITS|limit: ?0(?![\\d.])|account is not active",
            FLAGS);

    /** The limit of a plan, unlike that of requests per minute. */
    private static final Pattern LIMIT_WORDS = Pattern.compile(
            "usage[ _]limit|(?:hit|reached|exceeded) your (?!(?:account's )?rate)[^.]{0,40}(?:limit|quota)"
                    + "|(?<!rate )limit reached|(?:daily|weekly|monthly) (?:\\S+ )?(?:quota|limit)|PerDay|per day per"
                    + "|exhausted your|quota (?:will reset|reached|exhausted)|QUOTA_EXHAUSTED"
                    + "|out of (?:extra usage|credits)|extra usage|spend(?:ing)?[ _](?:limit|cap)|capacity exceeded",
            FLAGS);

    private static final Pattern NO_LIMIT_WORDS = Pattern.compile("not your usage limit", FLAGS);

    private static final Pattern PROMPT_WORDS = Pattern.compile(
            "prompt is too long|context_length_exceeded|maximum context length|request too large"
                    + "|exceeds the (?:maximum number of tokens|context window)|input is too long|input token count exceeds",
            FLAGS);

    private static final Pattern MODEL_WORDS = Pattern.compile(
            "model_not_found|model not found|issue with the selected model|models?/\\S+ is not found"
                    + "|model [`'\"]?[\\w.:/-]+[`'\"]? (?:does not exist|is not supported|was not found)",
            FLAGS);

    private static final Pattern FAST_WORDS = Pattern.compile(
            "rate[ -]limit|too many requests|no capacity available|CAPACITY_EXHAUSTED"
                    + "|quota exceeded|resource ?exhausted|per[_ ]minute",
            FLAGS);

    private static final Pattern SERVER_WORDS = Pattern.compile("overloaded|server_is_overloaded|high demand", FLAGS);

    private final Cause cause;
    private final boolean retryable;
    private final String remedy;

    ApiProblem(Cause cause, boolean retryable, String remedy) {
        this.cause = cause;
        this.retryable = retryable;
        this.remedy = remedy;
    }

    /** @param status of HTTP; 0 if only the words can show it */
    public static Optional<ApiProblem> of(int status, String said) {
        int known = status == HttpStatus.UNKNOWN ? HttpStatus.in(said) : status;
        if (known == 401 || says(KEY_WORDS, said)) return Optional.of(LOG_IN);
        if (known < 500) {
            Optional<ApiProblem> limit = limit(known, said);
            if (limit.isPresent()) return limit;
        }
        if (known == 413 || says(PROMPT_WORDS, said)) return Optional.of(PROMPT);
        if (known == 403) return Optional.of(LOG_IN);
        if (known == 404 || says(MODEL_WORDS, said)) return Optional.of(MODEL);
        if (known >= 500 || isPassing(known) || says(SERVER_WORDS, said)) return Optional.of(SERVER);
        return known >= 400 ? Optional.of(REQUEST) : Optional.empty();
    }

    /** True if the words ask the user to log in or to trust a directory. */
    public static boolean needsLogIn(String said) {
        return says(KEY_WORDS, said);
    }

    /** Distinguishes limits that pass with time from those that must be paid for. */
    private static Optional<ApiProblem> limit(int status, String said) {
        boolean tellsWhen = ResetTime.isTold(said);
        if (says(PROMPT_WORDS, said)) return Optional.empty();
        if (status == 402 || says(PAYMENT_WORDS, said) && !(tellsWhen && isOnlyFast(said))) return Optional.of(PAYMENT);
        if (says(NO_LIMIT_WORDS, said)) return Optional.of(TOO_FAST);
        if (says(LIMIT_WORDS, said)) return Optional.of(LIMIT);
        return status == 429 || says(FAST_WORDS, said) ? Optional.of(TOO_FAST) : Optional.empty();
    }

    /**
     * Vendors advertise credits with every limit. Only other words, such as a quota of 0, mean that the user must pay.
     */
    private static boolean isOnlyFast(String said) {
        String rest = said.replaceAll("(?i)billing details|(?:purchase|add) (?:more )?credits", "");
        return !says(PAYMENT_WORDS, rest);
    }

    /** The request timed out, came too early or conflicted with another. */
    private static boolean isPassing(int status) {
        return status == 408 || status == 409 || status == 425 || status == 499;
    }

    private static boolean says(Pattern words, String said) {
        return words.matcher(said).find();
    }

    /** @param limit the vendor's words, used if this problem is a limit */
    public Final end(String answer, String problem, UsageLimit limit) {
        Final end = switch (this) {
            case LIMIT, TOO_FAST -> Final.limited(answer, problem, retryable, limit);
            case PAYMENT -> Final.limited(answer, problem, false, UsageLimit.ENDLESS);
            default -> Final.bad(answer, problem, retryable);
        };
        return end.because(cause);
    }

    /**
     * The end of a launch whose program repeats a request although it was refused for good. The first repetition is
     * left alone, because a program may renew an expired log-in for it.
     *
     * @param attempt how many repetitions the program has announced
     * @param said the program's words about the error
     */
    public static Optional<Final> hopeless(int status, int attempt, String said, String logIn, String key) {
        if (attempt < HOPELESS_FROM || !HttpStatus.isFinal(status)) return Optional.empty();
        String problem = said + ". It would have repeated the same request for minutes";
        return of(status, said)
                .map(known -> known.end("", known.inWords(problem, logIn, key), new UsageLimit(said, null)));
    }

    public String inWords(String said, String logIn, String key) {
        String sentence = said.strip();
        if (remedy.isEmpty()) return sentence;
        String stop = sentence.endsWith(".") ? " " : ". ";
        return sentence + stop + remedy.formatted(logIn, key);
    }
}
