package orchestrator.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * How far a stream has been read, and what the reader must remember to read on.
 *
 * @param offset in bytes, behind the last complete line
 * @param memory the reader's own JSON
 * @param live what users see of it
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
