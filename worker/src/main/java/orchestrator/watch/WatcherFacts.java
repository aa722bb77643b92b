package orchestrator.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a running watcher.
 *
 * @param mode {@code inotify} or {@code polling}
 * @param note why it polls or what it does not watch; mostly empty
 * @param lastChangeAt null if nothing has changed since it began
 */
public record WatcherFacts(
        String mode,
        int directories,
        int files,
        String note,
        @Nullable Instant lastChangeAt) {}
