package orchestrator.agent;

import java.time.Duration;

/** Whether a launch succeeded; where not, in one sentence why, and whether another launch could help. */
public record Verdict(boolean succeeded, String reason, boolean retryable) {
    public static final Verdict SUCCESS = new Verdict(true, "", false);

    /** It was ended because it gave no answer. */
    public static Verdict late(Duration limit, String stderrTail) {
        String said = Judgement.stderr(new Exit(null, true, stderrTail));
        return new Verdict(false, "no answer within " + limit.toSeconds() + " s" + said, true);
    }
}
