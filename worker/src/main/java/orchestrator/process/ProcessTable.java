package orchestrator.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import orchestrator.lineage.LaunchMark;
import orchestrator.lineage.Proc;

/** The processes of this machine, as far as we may see them. */
public interface ProcessTable {

    /**
     * One living process; zombies count as dead and are not listed.
     *
     * @param state as the system names it in one letter
     * @param rssBytes memory that it holds; pages shared with others are counted in each, see {@link MemoryUse}
     * @param cpuTicks hundredths of a second of CPU that it and its children that have ended took; 0 where unknown
     */
    record Entry(long pid, long parent, long session, String startTime, char state, long rssBytes, long cpuTicks) {

        /** Stopped by a signal, or by the debugger that holds it. */
        boolean isStill() {
            return isStopped() || state == 't';
        }

        /** Stopped by a signal, so that another one lets it go on. */
        boolean isStopped() {
            return state == 'T';
        }

        /** In the middle of something in the kernel, where no signal reaches it: it is stopped when it comes out. */
        boolean isInKernel() {
            return state == 'D' || state == 'U';
        }
    }

    List<Entry> all();

    Optional<Entry> find(long pid);

    /** The value of {@link Proc#MARKER} in the environment with which the process was started; empty where unknown. */
    String marker(long pid);

    /** The markers of these processes, where they have one. */
    default Map<Long, String> markers(List<Entry> of) {
        Map<Long, String> markers = new HashMap<>();
        for (Entry entry : of) {
            String marker = marker(entry.pid());
            if (!marker.isEmpty()) markers.put(entry.pid(), marker);
        }
        return markers;
    }

    /** The {@link LaunchMark} that the process bears; 0 where it bears none, or where the system tells none. */
    default long launchMark(long pid) {
        return 0;
    }

    /** Its own pages, and its part of those that it shares; empty where the system does not tell. */
    default OptionalLong proportionalBytes(long pid) {
        return OptionalLong.empty();
    }

    /** Of its resident pages those that others may have as well; 0 where unknown. */
    default long sharedBytes(long pid) {
        return 0;
    }

    /** Whether it may be one that others connect to; so it may be where nobody tells. */
    default boolean mayServe(long pid) {
        return true;
    }

    /** Whether it works in this directory or has files below it open; false where unknown. */
    default boolean hasOpen(long pid, Path directory) {
        return false;
    }

    String bootId();

    /** Whether exactly this process is alive. */
    default boolean isAlive(ProcessIdentity identity) {
        return identity.bootId().equals(bootId())
                && find(identity.pid())
                        .filter(entry -> entry.startTime().equals(identity.startTime()))
                        .isPresent();
    }
}
