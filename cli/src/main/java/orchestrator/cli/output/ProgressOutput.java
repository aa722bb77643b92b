package orchestrator.cli.output;

/** Shows progress during a longer wait. */
public interface ProgressOutput {
    /** Prints a line that stays. */
    void say(String line);

    /** Shows what the program waits for, until the next call of any method. */
    void wait(String line);

    /** Removes the line of {@link #wait}. */
    void clear();
}
