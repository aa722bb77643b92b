package orchestrator.process;

import java.util.Optional;

/** A process and no other: its pid alone may be given to someone else, its start time and boot tell. */
public record ProcessIdentity(long pid, String startTime, String bootId) {

    /** As {@link #parse} reads it, without the end of the line. */
    String line() {
        return pid + " " + startTime + " " + bootId;
    }

    /** Reads the line that the launcher writes; empty while it is not written whole. */
    static Optional<ProcessIdentity> parse(String text) {
        String[] parts = text.trim().split(" ");
        if (!text.endsWith("\n") || parts.length != 3) return Optional.empty();
        try {
            return Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), parts[1], parts[2]));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
