package orchestrator.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * The position up to which a stream has been read, and the memory that the reader needs to continue.
 *
 * @param offset in bytes, after the last complete line
 * @param memory the reader's own JSON
 * @param live summary of the stream for users
 */
public record Position(long offset, String memory, Live live) {
    public static final Position START = new Position(0, "{}", Live.NOTHING);

    /** For a run's card: last tool call in words, tokens and cost so far, lines read. */
    public record Live(
            String lastTool,
            long inputTokens,
            long outputTokens,
            @Nullable Double costUsd,
            long lines) {
        public static final Live NOTHING = new Live("", 0, 0, null, 0);
    }
}
