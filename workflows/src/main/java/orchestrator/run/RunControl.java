package orchestrator.run;

/**
 * A control that a session sends to its run.
 *
 * @param name of the signal that carries it
 * @param number grows with each control of the run, so that a control sent again is not carried out twice
 */
public record RunControl(String name, long number) {}
