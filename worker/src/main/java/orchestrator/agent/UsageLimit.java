package orchestrator.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's usage limit that ended a launch.
 *
 * @param said the vendor's words, from an error of the program and never from a message of the model
 * @param resetAt the reset time, if the program printed one; if null, {@code said} is searched for it
 */
public record UsageLimit(
        String said, @JsonProperty("told") @Nullable Instant resetAt) {
    /** A limit that does not pass with time. */
    public static final UsageLimit ENDLESS = new UsageLimit("", null);

    private static final int SAID_MAX = 8_000;

    public UsageLimit {
        said = Excerpt.of(said, SAID_MAX);
    }
}
