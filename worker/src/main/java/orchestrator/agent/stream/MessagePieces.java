package orchestrator.agent.stream;

import orchestrator.agent.Excerpt;
import orchestrator.text.Text;

/** A message that arrives in pieces. A line is complete once its end has arrived. */
final class MessagePieces {
    /** The beginning of a longer message is dropped. */
    private static final int PENDING_CHARS_MAX = Excerpt.MESSAGE_MAX;

    private MessagePieces() {}

    static String join(String pending, String piece) {
        return Text.tail(pending.concat(piece), PENDING_CHARS_MAX);
    }

    /** The lines that end in this piece, each from its beginning. */
    static String linesEndedBy(String piece, String pendingBefore) {
        int end = piece.lastIndexOf('\n');
        return end < 0 ? "" : unended(pendingBefore) + piece.substring(0, end);
    }

    /** The text after the last line break. */
    static String unended(String pending) {
        return pending.substring(pending.lastIndexOf('\n') + 1);
    }
}
