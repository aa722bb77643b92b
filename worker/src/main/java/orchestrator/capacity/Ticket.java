package orchestrator.capacity;

import java.time.Instant;
import orchestrator.identity.LaunchId;

/** A launch that has asked to begin. Kept on disk, so that a worker's death costs nobody the place in the queue. */
record Ticket(LaunchId launch, Instant since) {
    boolean isBefore(Ticket other) {
        int order = since.compareTo(other.since);
        return order < 0 || (order == 0 && launch.marker().compareTo(other.launch.marker()) < 0);
    }
}
