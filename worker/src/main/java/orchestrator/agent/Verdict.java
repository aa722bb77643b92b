package orchestrator.agent;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a launch succeeded; where not, in one sentence why, and whether another launch could help.
 *
 * @param resetAt when the vendor's limit that ended it is over; null where it was none, or that is not known
 * @param asks whether a person has to say how it goes on
 */
public record Verdict(
        boolean succeeded,
        String reason,
        boolean retryable,
        @Nullable Instant resetAt,
        boolean asks) {
    public static final Verdict SUCCESS = new Verdict(true, "", false);

    public Verdict(boolean succeeded, String reason, boolean retryable) {
        this(succeeded, reason, retryable, null, false);
    }

    static Verdict wait(String reason, Instant until) {
        return new Verdict(false, reason, true, until, false);
    }

    static Verdict ask(String reason) {
        return new Verdict(false, reason, false, null, true);
    }

    /** It was ended because it gave no answer. */
    public static Verdict late(Duration limit, String stderrTail) {
        String said = Judgement.stderr(new Exit(null, true, stderrTail));
        return new Verdict(false, "no answer within " + limit.toSeconds() + " s" + said, true);
    }
}
