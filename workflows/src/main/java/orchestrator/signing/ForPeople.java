package orchestrator.signing;

/**
 * A workflow's answer for people, on which our processes decide nothing. It has no code, since Temporal's command shows only
 * values without metadata.
 */
public interface ForPeople {}
