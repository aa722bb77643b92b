package orchestrator.report;

/**
 * What became of a result.
 *
 * @param words such as {@code merged into main as 0a1b2c3d4e}; empty while it can be merged
 * @param pullRequest address; empty if there is none
 */
public record ResultOutcome(String words, String pullRequest) {
    static final ResultOutcome OPEN = new ResultOutcome("", "");

    boolean isOpen() {
        return words.isEmpty();
    }
}
