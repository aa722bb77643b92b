package orchestrator.chaos.finding;

/** Tells on the standard error what the kill test is doing. */
public final class ProgressLine {
    private ProgressLine() {}

    public static void print(String text) {
        System.err.println("chaos: " + text);
    }
}
