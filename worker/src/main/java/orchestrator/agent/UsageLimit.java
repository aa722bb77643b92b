package orchestrator.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The limit of a vendor that ended a launch.
 *
 * @param said the vendor's own words, in an error of the agent's program and never in a message of the model
 * @param told when it is over, where that was told as a point in time; else it is looked for in the words
 */
public record UsageLimit(String said, @Nullable Instant told) {
    /** One that does not pass by itself. */
    public static final UsageLimit ENDLESS = new UsageLimit("", null);

    private static final int SAID_MAX = 8_000;

    public UsageLimit {
        said = Excerpt.of(said, SAID_MAX);
    }
}
