package orchestrator.launch;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import orchestrator.crew.Role;
import orchestrator.identity.LaunchId;
import org.jspecify.annotations.Nullable;

/** What a run asks of the host on which its process lives. All of it runs on the host's queue and may be repeated safely. */
@ActivityInterface
public interface LaunchActivities {

    /** Starts the process once; a repeated call returns the same process. */
    Launched launch(LaunchRequest request);

    /** Reads the output until the process ends or falls silent, significant events arrive, or 30 minutes pass. */
    Followed follow(FollowRequest request);

    /** Pauses every process of the launch. */
    Paused pause(LaunchId launch);

    /** Resumes the paused processes. */
    Paused proceed(LaunchId launch);

    /** Ends the process gently, then firmly, until no process of the run is left. */
    Stopped stop(LaunchId launch);

    /** Asks a host that might take a run over what it has at the path of the workspace. */
    Adoption adopt(AdoptRequest request);

    /** Kills processes that the launch left behind, and returns its usage and its answer. */
    Settled settle(LaunchId launch);

    /**
     * @param resume the conversation to resume; null for a new one
     * @param note text that a relaunched agent gets first; empty at the first launch
     * @param schema JSON schema that the answer must have; null for an answer in words
     * @param owner the workflow that answers for the process
     */
    record LaunchRequest(
            LaunchId id,
            Role role,
            String brief,
            String task,
            List<EarlierAnswer> inputs,
            String workspace,
            boolean readOnly,
            @Nullable String resume,
            String note,
            @Nullable String schema,
            LaunchOwner owner) {}

    record Launched(long pid, boolean alreadyThere) {}

    /**
     * @param afterOffset significant events up to this offset were returned before; -1 at first
     * @param collectMillis how long to collect events after the first one
     * @param used usage of the launch when it was last followed
     * @param step how much the usage must grow before follow returns; null if growth does not matter
     */
    record FollowRequest(
            LaunchId id,
            long afterOffset,
            long collectMillis,
            @Nullable Usage used,
            @Nullable UsageStep step) {
        public FollowRequest(LaunchId id, long afterOffset, long collectMillis) {
            this(id, afterOffset, collectMillis, null, null);
        }

        /** True if follow should return because of this usage. */
        public boolean isNews(Usage now) {
            return step != null && step.isReached(used == null ? Usage.NONE : used, now);
        }
    }

    /**
     * @param offset the next call's {@code afterOffset}
     * @param notices significant events, at most 20, each cut to 500 characters
     * @param more how many more there were
     * @param silentMinutes how long nothing was printed, if that is too long; else 0
     * @param ending null while the process runs
     * @param usage of the launch so far; null if it has not grown by the step
     */
    record Followed(
            long offset,
            List<Notice> notices,
            int more,
            int silentMinutes,
            @Nullable Ending ending,
            @Nullable Usage usage) {
        public Followed {
            notices = List.copyOf(notices);
        }

        public Followed(long offset, List<Notice> notices, int more, int silentMinutes, @Nullable Ending ending) {
            this(offset, notices, more, silentMinutes, ending, null);
        }
    }

    record Stopped(boolean gone) {}

    /** @param directoryId the id that the workspace had at admission */
    record AdoptRequest(String workspace, String directoryId) {}

    /**
     * @param isThere true if there is a writable directory
     * @param isShared true if it may be the same directory, shared by both hosts
     */
    record Adoption(boolean isThere, boolean isShared) {}

    /** @param processes how many are paused now, or were until now */
    record Paused(int processes) {}

    /** @param answer the final answer, or its artifact reference; empty if there was none */
    record Settled(Usage usage, String answer, int killed) {}
}
