package orchestrator.checkout;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checkouts of one session, one for each agent, and the branch in which their work comes together. All on the host's
 * queue; each may be asked again and then changes nothing. The user's own checkout is never touched.
 */
@ActivityInterface
public interface CheckoutActivities {

    /** Takes a snapshot of the target as it lies there, and makes a checkout of it for each agent. */
    Opened open(OpenRequest request);

    /** Brings what the others have finished into an agent's checkout, before it starts again. */
    Merged refresh(CheckoutId id);

    /** Commits what the agent has done and brings it into the result. With conflicts the result stays as it was. */
    Integrated integrate(IntegrateRequest request);

    /** A throw-away checkout of an agent's work, or of the result, as it is now; for those who only read. */
    Copy copy(CopyRequest request);

    /** Removes such a checkout. */
    void dropCopy(CopyId id);

    /** All that the result changes, as an artifact. */
    Diff diff(String key);

    /** Runs the user's checks in a checkout of the result. */
    Verified verify(VerifyRequest request);

    /** Brings in what was left out before, if a person wants that, or notes that it may go. */
    Integrated settleLeftOut(LeftOutRequest request);

    /**
     * Removes the agents' checkouts; branches stay until they are merged or discarded. Returns the files that are in no
     * branch, and where they are kept.
     */
    Closed closeAndTell(String key);

    /** On the wire in lower case. */
    enum Isolation {
        /** Checkouts of their own, by git's worktrees; the target is a repository. */
        WORKTREE,
        /** The same, from a git directory of ours; the target is no repository. */
        SHADOW,
        /** All work in the target itself, and writers take turns. */
        NONE
    }

    /**
     * @param isolation what was asked for: {@code worktree}, {@code none}, or null for whatever fits
     * @param agents names of those who write
     * @param setup command that makes a fresh checkout usable; null for none
     * @param from key of the session that this one goes on from, whose checkouts it takes over at the same paths; null
     *     for none
     */
    record OpenRequest(
            String key,
            String session,
            String target,
            String workspace,
            @Nullable String isolation,
            List<String> agents,
            @Nullable String setup,
            @Nullable String from) {}

    /**
     * @param base commit that all start from; empty where there is no git
     * @param branch where the result comes together; empty where there is no git
     * @param paths each agent's checkout, for the life of the session
     * @param note what the user should know, such as how many changes not yet committed are in it
     * @param refusal why it cannot be done, and what to do; empty where all is well
     */
    record Opened(
            Isolation isolation, String base, String branch, Map<String, String> paths, String note, String refusal) {}

    record CheckoutId(String key, String agent) {}

    record Merged(List<String> conflicts) {}

    /** @param message of the commit, where there is something to commit */
    record IntegrateRequest(String key, String agent, String run, String message) {}

    /**
     * @param commit of the result now
     * @param files that this run has changed, over all its integrations
     * @param conflicts files that could not be brought together; the agent's checkout then holds them with marks
     * @param note what the user should know of it; mostly empty
     * @param leftOut what the agent's checkout holds and the result does not
     */
    record Integrated(String commit, List<String> files, List<String> conflicts, String note, List<LeftOut> leftOut) {
        public Integrated {
            leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
        }

        public Integrated(String commit, List<String> files, List<String> conflicts, String note) {
            this(commit, files, conflicts, note, List.of());
        }
    }

    /** @param choice {@code take} what is too large, or {@code remove} what was asked about */
    record LeftOutRequest(String key, String agent, String run, String choice) {}

    /** @param leftOut of all agents; where it is kept is said with each */
    record Closed(List<LeftOut> leftOut) {
        public Closed {
            leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
        }
    }

    /** @param agent whose work; empty for the result */
    record CopyRequest(String key, String agent, String name) {}

    record CopyId(String key, String name) {}

    /**
     * @param diff artifact with what was changed since the base
     * @param isEmpty whether nothing was
     */
    record Copy(String path, String commit, String diff, boolean isEmpty) {}

    record Diff(String artifact, int files, int insertions, int deletions) {}

    /** @param command null to guess it from the build files */
    record VerifyRequest(String key, @Nullable String command, int minutesMax) {}

    /**
     * @param command what was run; empty where there was nothing to run
     * @param guessedFrom build file that it was guessed from; empty where it was given
     * @param output the last 64 KB of what it printed, as an artifact
     * @param tail its last lines
     * @param untouched how the same command ended on what the session began with, without any change; null where it was
     *     not run there
     * @param note what the checks may have lacked; mostly empty
     * @param changed which files of the check itself the agents have changed, and in which runs; mostly empty
     * @param ran that it could be run once and cannot any more; mostly empty
     * @param doubt why a person has to decide although nothing is red; mostly empty
     */
    record Verified(
            Status status,
            String command,
            String guessedFrom,
            int exitCode,
            long seconds,
            String output,
            String tail,
            @Nullable Status untouched,
            String note,
            String changed,
            String ran,
            String doubt) {

        public Verified {
            note = note == null ? "" : note;
            changed = changed == null ? "" : changed;
            ran = ran == null ? "" : ran;
            doubt = doubt == null ? "" : doubt;
        }

        /** A check that has not run yet. */
        public static Verified of(Status status, String command, String guessedFrom) {
            return new Verified(status, command, guessedFrom, 0, 0, "", "", null, "", "", "", "");
        }

        /** @param whole the whole output, as it is or as an artifact */
        public Verified withRun(int code, long duration, String whole, String lastLines) {
            return new Verified(
                    status,
                    command,
                    guessedFrom,
                    code,
                    duration,
                    whole,
                    lastLines,
                    untouched,
                    note,
                    changed,
                    ran,
                    doubt);
        }

        public Verified onUntouched(Status how) {
            return with(status, how, note, changed, ran, doubt);
        }

        public Verified noting(String what) {
            return with(status, untouched, what, changed, ran, doubt);
        }

        public Verified changedBy(String what) {
            return with(status, untouched, note, what, ran, doubt);
        }

        public Verified doubted(String why) {
            return with(status, untouched, note, changed, ran, why);
        }

        /** It could be run once, so that it counts against the work that it cannot any more. */
        public Verified cannotRunAnyMore(String when) {
            return with(Status.RED, untouched, note, changed, when, doubt);
        }

        private Verified with(
                Status how, @Nullable Status before, String noted, String changes, String once, String why) {
            return new Verified(
                    how, command, guessedFrom, exitCode, seconds, output, tail, before, noted, changes, once, why);
        }

        /** Whether somebody has to do something about it. */
        public boolean leavesWork() {
            return status == Status.RED || !doubt.isEmpty();
        }

        /** Whether it fails for reasons that were there before anyone had changed anything. */
        public boolean wasRedBefore() {
            return status == Status.RED && untouched == Status.RED && ran.isEmpty();
        }

        /** What else is to be known of it, in sentences; mostly empty. */
        public String remarks() {
            String before = "";
            if (wasRedBefore()) before = "It is red without any change too, on what the session began with.";
            else if (status == Status.RED && untouched == Status.GREEN) before = "Without any change it is green.";
            else if (status == Status.CANNOT_RUN && untouched == Status.CANNOT_RUN)
                before = "On what the session began with it cannot be run either.";
            return String.join(" ", List.of(ran, before, changed, doubt, note))
                    .replaceAll(" {2,}", " ")
                    .strip();
        }

        public enum Status {
            GREEN,
            RED,
            /** The command itself cannot be run, which says nothing about the work. */
            CANNOT_RUN,
            /** No command was given and none could be guessed. */
            NOTHING
        }
    }
}
