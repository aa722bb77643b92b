package orchestrator.lineage;

import java.nio.ByteBuffer;
import orchestrator.identity.LaunchId;
import orchestrator.text.Sha256;

/**
 * The number that every process of a launch has as its hard limit of file locks. The kernel has ignored that limit
 * since 2.4; children inherit it, and only CAP_SYS_RESOURCE allows raising it. So a process keeps the mark even if it
 * leaves its parent, its session and its environment.
 */
public final class LaunchMark {
    private static final long FIRST = 1L << 40;
    private static final long MASK = FIRST - 1;

    private LaunchMark() {}

    public static long of(LaunchId launch) {
        return FIRST | (ByteBuffer.wrap(Sha256.of(launch.marker())).getLong() & MASK);
    }

    /** True if this hard limit is the mark of a launch. */
    public static boolean isOne(long hardLimit) {
        return (hardLimit & ~MASK) == FIRST;
    }
}
