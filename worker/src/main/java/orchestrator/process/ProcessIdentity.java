package orchestrator.process;

import java.util.Optional;

/** Exactly one process: its pid may be reused, but not with the same start time and boot. */
public record ProcessIdentity(long pid, String startTime, String bootId) {

    /** The line that {@link #parse} reads, without the line break. */
    String line() {
        return pid + " " + startTime + " " + bootId;
    }

    /** Reads the line that the launcher writes; empty until it is complete. */
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
