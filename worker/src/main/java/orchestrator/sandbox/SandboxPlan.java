package orchestrator.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * What a launch sees of the machine: everything read-only, then these, in order.
 *
 * @param workspace its working directory
 * @param isRoot true if it runs as root
 */
public record SandboxPlan(List<Mount> mounts, Path workspace, boolean isRoot) {
    public SandboxPlan {
        mounts = List.copyOf(mounts);
    }
}
