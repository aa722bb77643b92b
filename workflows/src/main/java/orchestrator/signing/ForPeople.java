package orchestrator.signing;

/**
 * A workflow's answer for people, which our processes never rely on. It is unsigned, because Temporal's command line
 * shows only values without metadata.
 */
public interface ForPeople {}
