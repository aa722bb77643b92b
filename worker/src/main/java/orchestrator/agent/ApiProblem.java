package orchestrator.agent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import orchestrator.agent.Transcript.Final;

/** Why a model's API refuses, as far as another launch or a person can do something about it. */
enum ApiProblem {
    LOG_IN(false, "Log in with `%s`, or set %s."),
    LIMIT(false, "Wait until the limit is reset, or choose another agent."),
    PAYMENT(false, "Check the plan and the billing of this account."),
    PROMPT(false, "Give it less to read, or split the task."),
    REQUEST(false, "The request itself was refused; another try would not help."),
    TOO_FAST(true, ""),
    SERVER(true, "");

    private static final List<String> LIMIT_WORDS =
            List.of("usage limit", "hit your", "quota", "limit reached", "usage_limit", "extra usage");
    private static final List<String> PAYMENT_WORDS = List.of("credit balance", "billing");

    private final boolean retryable;
    private final String remedy;

    ApiProblem(boolean retryable, String remedy) {
        this.retryable = retryable;
        this.remedy = remedy;
    }

    /** @param status of HTTP; 0 where it is not known */
    static Optional<ApiProblem> of(int status, String said) {
        String words = said.toLowerCase(Locale.ROOT);
        if (status == 401 || status == 403) return Optional.of(LOG_IN);
        if (LIMIT_WORDS.stream().anyMatch(words::contains)) return Optional.of(LIMIT);
        if (PAYMENT_WORDS.stream().anyMatch(words::contains)) return Optional.of(PAYMENT);
        if (status == 413 || words.contains("prompt is too long")) return Optional.of(PROMPT);
        if (status == 429) return Optional.of(TOO_FAST);
        if (status >= 500) return Optional.of(SERVER);
        return status >= 400 ? Optional.of(REQUEST) : Optional.empty();
    }

    /** @param limit what was said of a limit; nothing where this is none */
    Final end(String answer, String problem, UsageLimit limit) {
        boolean limited = this == LIMIT || this == TOO_FAST;
        return limited ? Final.limited(answer, problem, retryable, limit) : Final.bad(answer, problem, retryable);
    }

    String inWords(String said, String logIn, String key) {
        String sentence = said.strip();
        if (remedy.isEmpty()) return sentence;
        String stop = sentence.endsWith(".") ? " " : ". ";
        return sentence + stop + remedy.formatted(logIn, key);
    }
}
