package orchestrator.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's usage limit that ended a launch.
 *
 * @param said the vendor's words, from an error of the program and never from a message of the model
 * @param told the reset time, if the program printed one; if null, it is looked for in the words
 */
public record UsageLimit(String said, @Nullable Instant told) {
    /** A limit that waiting does not lift. */
    public static final UsageLimit ENDLESS = new UsageLimit("", null);

    private static final int SAID_MAX = 8_000;

    public UsageLimit {
        said = Excerpt.of(said, SAID_MAX);
    }
}
