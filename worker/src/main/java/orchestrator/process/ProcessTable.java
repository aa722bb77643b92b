package orchestrator.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import orchestrator.lineage.LaunchMark;
import orchestrator.lineage.Proc;

/** The processes of this machine, as far as we may see them. */
public interface ProcessTable {

    /**
     * One living process; zombies count as dead and are not listed.
     *
     * @param state one letter, as the system names it
     * @param rssBytes memory that it holds; pages shared with others are counted in each, see {@link MemoryUse}
     * @param cpuTicks hundredths of a second of CPU that it and its ended children used; 0 if unknown
     */
    record Entry(long pid, long parent, long session, String startTime, char state, long rssBytes, long cpuTicks) {

        /** Stopped by a signal or a debugger. */
        boolean isStill() {
            return isStopped() || state == 't';
        }

        /** Stopped by a signal; another signal continues it. */
        boolean isStopped() {
            return state == 'T';
        }

        /** A thread of the kernel has no memory and no session of its own. */
        boolean isOfKernel() {
            return session == 0 && rssBytes == 0;
        }

        /** In a system call that no signal can interrupt; it stops when the call returns. */
        boolean isInKernel() {
            return state == 'D' || state == 'U';
        }
    }

    List<Entry> all();

    /** May leave out processes with other pids. */
    default List<Entry> all(LongPredicate wanted) {
        return all();
    }

    /** Cheaper than {@link #all} where the system allows; may name zombies. */
    default List<Long> pids() {
        return all().stream().map(Entry::pid).toList();
    }

    /** Differs from its last answer if a process has begun since; empty if the system has no such number. */
    default OptionalLong begun() {
        return OptionalLong.empty();
    }

    Optional<Entry> find(long pid);

    /** The value of {@link Proc#MARKER} in the environment of the process; empty if unknown. */
    String marker(long pid);

    /** The markers of those processes that have one. */
    default Map<Long, String> markers(List<Entry> of) {
        Map<Long, String> markers = new HashMap<>();
        for (Entry entry : of) {
            String marker = marker(entry.pid());
            if (!marker.isEmpty()) markers.put(entry.pid(), marker);
        }
        return markers;
    }

    /** The {@link LaunchMark} of the process; 0 if it has none or the system has no such marks. */
    default long launchMark(long pid) {
        return 0;
    }

    /** Its own pages and its part of shared ones; empty if unknown. */
    default OptionalLong proportionalBytes(long pid) {
        return OptionalLong.empty();
    }

    /** Resident pages that other processes may share; 0 if unknown. */
    default long sharedBytes(long pid) {
        return 0;
    }

    /** True if others may connect to the process, or if that is unknown. */
    default boolean mayServe(long pid) {
        return true;
    }

    /** True if the process works in this directory or has files below it open; false if unknown. */
    default boolean hasOpen(long pid, Path directory) {
        return false;
    }

    /** True for the first process of a sandbox, which does nothing but wait for the others in it. */
    default boolean isSandboxInit(long pid) {
        return false;
    }

    String bootId();

    /** True if exactly this process is alive. */
    default boolean isAlive(ProcessIdentity identity) {
        return identity.bootId().equals(bootId())
                && find(identity.pid())
                        .filter(entry -> entry.startTime().equals(identity.startTime()))
                        .isPresent();
    }
}
