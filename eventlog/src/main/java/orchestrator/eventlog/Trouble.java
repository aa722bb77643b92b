package orchestrator.eventlog;

import java.time.Instant;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * Something that fails right now, and is retried or waits for the user.
 *
 * @param session its key; its id as long as the key is unknown
 * @param run empty if it concerns the session itself
 * @param step that failed, in words
 * @param reason in a sentence
 * @param remedy what the user can do, in a sentence; may be empty
 * @param nextAt time of the next try; null if it waits for the user
 */
public record Trouble(
        String session,
        String run,
        String step,
        Kind kind,
        String reason,
        String remedy,
        Instant since,
        int attempts,
        @Nullable Instant nextAt) {

    public enum Kind implements WireName {
        /** It is retried. */
        PASSES,
        /** The user has to fix something first. */
        NEEDS_YOU,
        /** A retry cannot help. */
        NEVER;
    }

    /** Reason and remedy. */
    public String words() {
        return remedy.isEmpty() ? reason : reason + " " + remedy;
    }
}
