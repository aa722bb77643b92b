package orchestrator.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies one launch of one run everywhere: in activities, in the event log, on disk, and in the environment of its
 * processes.
 *
 * @param key the session's key
 * @param run its name within the session, {@code <agent>-<n>}
 * @param launch counted from 1; 0 if the run, or the session, is meant as a whole
 */
@JsonPropertyOrder({"key", "run", "agent", "launch"})
public record LaunchId(String key, String run, int launch) {
    private static final Pattern MARKER = Pattern.compile("([^/]+)/([^/]+)/(\\d{1,9})");

    /** The session itself, where no run is meant. */
    public static LaunchId ofSession(String key) {
        return new LaunchId(key, "", 0);
    }

    /** Reads a {@link #marker}; empty if the text is none. */
    public static Optional<LaunchId> parse(String marker) {
        Matcher parts = MARKER.matcher(marker);
        return parts.matches()
                ? Optional.of(new LaunchId(parts.group(1), parts.group(2), Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }

    /** {@code <key>/<run>/<launch>}, which every process of the launch carries in its environment. */
    public String marker() {
        return key + "/" + run + "/" + launch;
    }

    /** The agent that the run is named for. */
    @JsonProperty(access = Access.READ_ONLY)
    public String agent() {
        return run.substring(0, Math.max(0, run.lastIndexOf('-')));
    }

    @Override
    public String toString() {
        return marker();
    }
}
