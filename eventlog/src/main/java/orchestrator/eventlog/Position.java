package orchestrator.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * How far a stream has been read, and what the reader has to remember to go on from there.
 *
 * @param offset in bytes, behind the last whole line
 * @param memory the reader's own JSON
 * @param live what people see of it
 */
public record Position(long offset, String memory, Live live) {
    public static final Position START = new Position(0, "{}", Live.NOTHING);

    /** For the card of a run: its last tool call in words, tokens so far, and lines read. */
    public record Live(
            String lastTool,
            long inputTokens,
            long outputTokens,
            @Nullable Double costUsd,
            long lines) {
        public static final Live NOTHING = new Live("", 0, 0, null, 0);
    }
}
