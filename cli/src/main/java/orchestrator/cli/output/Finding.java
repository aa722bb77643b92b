package orchestrator.cli.output;

import java.util.List;

/**
 * A finding of {@code doctor} about one thing that the program uses.
 *
 * @param needed true if nothing works without it
 * @param remedies advice if it is not good
 */
public record Finding(String name, boolean good, boolean needed, String words, List<String> remedies) {
    public Finding {
        remedies = List.copyOf(remedies);
    }

    public static Finding good(String name, String words) {
        return new Finding(name, true, false, words, List.of());
    }

    /** Nothing works without it. */
    public static Finding missing(String name, String words, List<String> remedies) {
        return new Finding(name, false, true, words, remedies);
    }

    /** The program works without it. */
    public static Finding lacking(String name, String words, List<String> remedies) {
        return new Finding(name, false, false, words, remedies);
    }

    public boolean isBlocking() {
        return needed && !good;
    }
}
