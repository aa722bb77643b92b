package orchestrator.chaos.finding;

/** Prints the kill test's progress on standard error. */
public final class ProgressLine {
    private ProgressLine() {}

    public static void print(String text) {
        System.err.println("chaos: " + text);
    }
}
