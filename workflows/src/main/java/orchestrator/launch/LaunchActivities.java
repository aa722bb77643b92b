package orchestrator.launch;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import orchestrator.crew.Role;
import orchestrator.identity.LaunchId;
import org.jspecify.annotations.Nullable;

/** What a run asks of the host on which its process lives. All of it runs on the host's queue and may be repeated safely. */
@ActivityInterface
public interface LaunchActivities {

    /** Starts the process once; a repeated call returns the same process. Starts none if the launch has to wait. */
    Launched launch(LaunchRequest request);

    /** Waits at most 30 minutes in the host's queue of launches, until this one may begin. */
    void awaitTurn(LaunchId launch);

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
     * @param safety null in requests of earlier releases
     * @param remedies changes to the command and the environment that the run has found necessary; null for none
     * @param onlyIfBegun true to take up a launch that was begun before, and to begin none
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
            LaunchOwner owner,
            @Nullable Safety safety,
            @Nullable List<Remedy> remedies,
            boolean onlyIfBegun) {

        public LaunchRequest {
            remedies = remedies == null || remedies.isEmpty() ? null : List.copyOf(remedies);
        }

        /** The same launch, if it was begun before. */
        public LaunchRequest ifBegun() {
            return new LaunchRequest(
                    id, role, brief, task, inputs, workspace, readOnly, resume, note, schema, owner, safety, remedies,
                    true);
        }

        public List<Remedy> remediesOrNone() {
            return remedies == null ? List.of() : remedies;
        }

        public Safety safetyOrDefault() {
            return safety == null ? Safety.DEFAULT : safety;
        }
    }

    /** @param waits why the launch has to wait for its turn, in sentences; null if it began */
    record Launched(
            long pid, boolean alreadyThere, @Nullable String waits) {
        public Launched(long pid, boolean alreadyThere) {
            this(pid, alreadyThere, null);
        }
    }

    /**
     * @param afterOffset significant events up to this offset were returned before; -1 at first
     * @param collectMillis how long to follow before events are returned; those that came earlier are returned then
     * @param used usage of the launch when it was last followed
     * @param step how much the usage must grow before follow returns; null if growth does not matter
     * @param guardSeen number of the last {@link GuardRecord} that was returned before
     */
    record FollowRequest(
            LaunchId id,
            long afterOffset,
            long collectMillis,
            @Nullable Usage used,
            @Nullable UsageStep step,
            int guardSeen) {
        public FollowRequest(LaunchId id, long afterOffset, long collectMillis) {
            this(id, afterOffset, collectMillis, null, null, 0);
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
     * @param guard null if the guard has recorded nothing new
     */
    record Followed(
            long offset,
            List<Notice> notices,
            int more,
            int silentMinutes,
            @Nullable Ending ending,
            @Nullable Usage usage,
            @Nullable GuardNews guard) {
        public Followed {
            notices = List.copyOf(notices);
        }

        public Followed(
                long offset,
                List<Notice> notices,
                int more,
                int silentMinutes,
                @Nullable Ending ending,
                @Nullable Usage usage) {
            this(offset, notices, more, silentMinutes, ending, usage, null);
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
