package orchestrator.signing;

/**
 * What a workflow answers to whoever asks, and nothing of ours decides by: it bears no code, since Temporal's command shows
 * only values that have nothing beside them.
 */
public interface ForPeople {}
