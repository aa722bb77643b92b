package orchestrator.agent;

/** Whether a launch succeeded; where not, in one sentence why, and whether another launch could help. */
public record Verdict(boolean succeeded, String reason, boolean retryable) {
    public static final Verdict SUCCESS = new Verdict(true, "", false);
}
