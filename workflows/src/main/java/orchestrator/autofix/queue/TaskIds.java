package orchestrator.autofix.queue;

import java.util.Locale;

/**
 * Ids that look random and never repeat within a project: multiplying a counter by an odd number visits each value of
 * 32 bits once.
 *
 * @param start chosen at random for the project
 */
public record TaskIds(int start, int count) {
    private static final int ODD = 0x9E3779B1;

    public TaskIds next() {
        return new TaskIds(start, count + 1);
    }

    public String id() {
        return String.format(Locale.ROOT, "task_%08x", start + count * ODD);
    }
}
