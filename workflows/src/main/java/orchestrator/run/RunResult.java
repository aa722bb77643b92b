package orchestrator.run;

/**
 * How a run ended.
 *
 * @param answer the agent's last word, or its artifact reference
 * @param reason why it failed or was stopped; empty where it succeeded
 */
public record RunResult(Outcome outcome, String answer, String reason, int launches, Usage usage) {
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        STOPPED
    }
}
