package orchestrator.launch;

/**
 * The answer of an earlier assignment, which the agent is given.
 *
 * @param text the answer, or its artifact reference
 */
public record EarlierAnswer(String title, String text) {}
