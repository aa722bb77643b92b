package orchestrator.run;

/**
 * What a session asks of its run.
 *
 * @param name of the signal that carries it
 * @param number grows with each one of the run, so that none is carried out twice, whoever sends it again
 */
public record RunControl(String name, long number) {}
