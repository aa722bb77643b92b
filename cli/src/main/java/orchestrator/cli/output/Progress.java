package orchestrator.cli.output;

/** Tells the user what goes on while it takes a while. */
public interface Progress {
    /** Something that stays on the screen. */
    void say(String line);

    /** What is waited for right now; replaced by the next, by {@link #say}, or by nothing. */
    void wait(String line);

    /** Nothing is waited for any more. */
    void clear();
}
