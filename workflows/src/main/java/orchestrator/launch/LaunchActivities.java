package orchestrator.launch;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import orchestrator.crew.Role;
import orchestrator.identity.LaunchId;
import org.jspecify.annotations.Nullable;

/** What happens where the process lives. All on the host's queue. */
@ActivityInterface
public interface LaunchActivities {

    /** Starts the process, once: asked again it answers with the same one. */
    Launched launch(LaunchRequest request);

    /** Reads on until the process has ended or fallen silent, significant events have come, or 30 minutes have passed. */
    Followed follow(FollowRequest request);

    /** Stops every process of the launch where it is, without ending it. Asked again it changes nothing. */
    Paused pause(LaunchId launch);

    /** Lets them run again. Asked again it changes nothing. */
    Paused proceed(LaunchId launch);

    /** Ends the process gently, then firmly, until no process of the run is left. Asked again it changes nothing. */
    Stopped stop(LaunchId launch);

    /** Asked of a host that might take a run over: what is in the place of its workspace? */
    Adoption adopt(AdoptRequest request);

    /** Kills what the launch has left behind, and answers with what it used and said. */
    Settled settle(LaunchId launch);

    /**
     * @param resume the conversation to go on with; null for a new one
     * @param note what a relaunched agent is told first; empty at the first launch
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
     * @param afterOffset significant events at or before this offset were returned before; -1 at first
     * @param collectMillis how long to collect after the first one
     * @param used what the launch was known to have used when it was followed last
     * @param step by how much that has to grow to be news; null where nobody wants to know
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

        /** Whether to come back for it. */
        public boolean isNews(Usage now) {
            return step != null && step.isReached(used == null ? Usage.NONE : used, now);
        }
    }

    /**
     * @param offset to be given as {@code afterOffset} next time
     * @param notices significant events, at most 20, each cut to 500 characters
     * @param more how many there were beside those
     * @param silentMinutes how long nothing was printed, where that is too long; else 0
     * @param ending null while the process goes on
     * @param usage of the launch so far, as far as it is known while it goes on; null where that is no news
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

    /** @param directoryId what {@code prepare} has said of it */
    record AdoptRequest(String workspace, String directoryId) {}

    /**
     * @param isThere whether there is a directory that can be written to
     * @param isShared whether it may be the very same one, seen from both hosts
     */
    record Adoption(boolean isThere, boolean isShared) {}

    /** @param processes how many stand still now, or stood still until now */
    record Paused(int processes) {}

    /** @param answer the final answer, or its artifact reference; empty where there was none */
    record Settled(Usage usage, String answer, int killed) {}
}
