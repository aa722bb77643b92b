package orchestrator.eventlog;

import java.time.Instant;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * Something that does not work right now, and is tried again or waits for a person.
 *
 * @param session its key; its id while nobody knows a key
 * @param run empty where it is the session's own
 * @param step what was tried, in words
 * @param reason what is wrong, in a sentence
 * @param remedy what to do about it, in a sentence; empty where there is nothing to do
 * @param nextAt when it is tried again; null where it waits for a person
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
        /** It is tried again. */
        PASSES,
        /** Somebody has to put something right first. */
        NEEDS_YOU,
        /** Trying again cannot help. */
        NEVER;
    }

    /** Reason and remedy. */
    public String words() {
        return remedy.isEmpty() ? reason : reason + " " + remedy;
    }
}
