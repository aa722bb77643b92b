package orchestrator.agent.stream;

import orchestrator.agent.Excerpt;
import orchestrator.text.Text;

/** A message that comes in pieces; its lines are whole only when their ends have come. */
final class MessagePieces {
    /** Of a message that is being put together; beyond that its beginning is dropped. */
    private static final int PENDING_CHARS_MAX = Excerpt.MESSAGE_MAX;

    private MessagePieces() {}

    static String join(String pending, String piece) {
        return Text.tail(pending.concat(piece), PENDING_CHARS_MAX);
    }

    /** The lines that this piece has ended, each from its beginning. */
    static String linesEndedBy(String piece, String pendingBefore) {
        int end = piece.lastIndexOf('\n');
        return end < 0 ? "" : unended(pendingBefore) + piece.substring(0, end);
    }

    /** What stands after the last line break. */
    static String unended(String pending) {
        return pending.substring(pending.lastIndexOf('\n') + 1);
    }
}
