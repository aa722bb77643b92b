package orchestrator.watch.source;

import java.nio.file.Path;
import java.util.Set;

/**
 * @param paths that may have changed
 * @param everywhere true if more may have changed, anywhere
 */
public record ChangeSignals(Set<Path> paths, boolean everywhere) {
    public static final ChangeSignals NONE = new ChangeSignals(Set.of(), false);
    public static final ChangeSignals EVERYWHERE = new ChangeSignals(Set.of(), true);
}
