package orchestrator.eventlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * A step that currently fails, and is retried or waits for the user.
 *
 * @param key of its session; the session's id as long as the key is unknown
 * @param run empty if it concerns the session itself
 * @param step the failing step, in words
 * @param reason in a sentence
 * @param remedy advice to the user, in a sentence; may be empty
 * @param nextAt time of the next try; null if it waits for the user
 */
public record Trouble(
        @JsonProperty("session") String key,
        String run,
        String step,
        Kind kind,
        String reason,
        String remedy,
        Instant since,
        int attempts,
        @Nullable Instant nextAt) {

    public enum Kind implements WireName {
        /** It may pass, so it is retried. */
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
