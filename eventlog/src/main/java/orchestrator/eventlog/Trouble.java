package orchestrator.eventlog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
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

    /** On the wire in lower case. */
    public enum Kind {
        /** It is tried again. */
        PASSES,
        /** Somebody has to put something right first. */
        NEEDS_YOU,
        /** Trying again cannot help. */
        NEVER;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** Reason and remedy. */
    public String words() {
        return remedy.isEmpty() ? reason : reason + " " + remedy;
    }
}
