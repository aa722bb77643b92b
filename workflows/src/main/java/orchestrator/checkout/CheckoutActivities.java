package orchestrator.checkout;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checkouts of one session, one for each agent, and the branch that collects their work. All activities run on the
 * host's queue and are idempotent. They never touch the user's own checkout.
 */
@ActivityInterface
public interface CheckoutActivities {

    /** Takes a snapshot of the target, uncommitted changes included, and makes a checkout of it for each agent. */
    Opened open(OpenRequest request);

    /** Merges the finished work of the others into an agent's checkout before its next run. */
    Merged refresh(CheckoutId id);

    /** Commits the agent's work and merges it into the result. A conflict leaves the result unchanged. */
    Integrated integrate(IntegrateRequest request);

    /** Makes a throw-away checkout of an agent's work, or of the result, for agents that only read. */
    Copy copy(CopyRequest request);

    /** Removes a throw-away checkout. */
    void dropCopy(CopyId id);

    /** Stores the diff of the whole result as an artifact. */
    Diff diff(String key);

    /** Runs the user's checks in a checkout of the result. */
    Verified verify(VerifyRequest request);

    /** Carries out the user's decision on left-out files: takes them into the result, or notes that they may go. */
    Integrated settleLeftOut(LeftOutRequest request);

    /**
     * Removes the agents' checkouts; branches stay until they are merged or discarded. Returns the files that are in no
     * branch, and the directory that keeps them.
     */
    Closed closeAndTell(String key);

    /** On the wire in lower case. */
    enum Isolation {
        /** Each agent has a git worktree; the target is a repository. */
        WORKTREE,
        /** Each agent has a worktree of our own git directory; the target is no repository. */
        SHADOW,
        /** All agents work in the target itself, and writers take turns. */
        NONE
    }

    /**
     * @param isolation as requested: {@code worktree}, {@code none}, or null to let the worker choose
     * @param agents names of the agents that write
     * @param setup command that makes a fresh checkout usable; null for none
     * @param from key of the session that this one resumes, whose checkouts it takes over at the same paths; null for
     *     none
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
     * @param base commit that all agents start from; empty without git
     * @param branch holds the result; empty without git
     * @param paths each agent's checkout, for the life of the session
     * @param note for the user, such as the number of uncommitted changes in it
     * @param refusal the reason if it cannot be done, and what to do; otherwise empty
     */
    record Opened(
            Isolation isolation, String base, String branch, Map<String, String> paths, String note, String refusal) {}

    record CheckoutId(String key, String agent) {}

    record Merged(List<String> conflicts) {}

    /** @param message of the commit, if there is something to commit */
    record IntegrateRequest(String key, String agent, String run, String message) {}

    /**
     * @param commit newest commit of the result
     * @param files that this run has changed, over all its integrations
     * @param conflicts files that could not be merged; the agent's checkout then holds them with conflict marks
     * @param note for the user; mostly empty
     * @param leftOut files that the agent's checkout holds and the result does not
     */
    record Integrated(String commit, List<String> files, List<String> conflicts, String note, List<LeftOut> leftOut) {
        public Integrated {
            leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
        }

        public Integrated(String commit, List<String> files, List<String> conflicts, String note) {
            this(commit, files, conflicts, note, List.of());
        }
    }

    /** @param choice {@code take} takes files that are too large, {@code remove} lets the undecided ones go */
    record LeftOutRequest(String key, String agent, String run, String choice) {}

    /** @param leftOut of all agents, each with the place that keeps it */
    record Closed(List<LeftOut> leftOut) {
        public Closed {
            leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
        }
    }

    /** @param agent whose work is copied; empty for the result */
    record CopyRequest(String key, String agent, String name) {}

    record CopyId(String key, String name) {}

    /**
     * @param diff artifact with the changes since the base
     * @param isEmpty true if nothing was changed
     */
    record Copy(String path, String commit, String diff, boolean isEmpty) {}

    record Diff(String artifact, int files, int insertions, int deletions) {}

    /** @param command null to guess it from the build files */
    record VerifyRequest(String key, @Nullable String command, int minutesMax) {}

    /**
     * @param command the command that ran; empty if there was none
     * @param guessedFrom build file that the command was guessed from; empty if the user gave it
     * @param output artifact with the last 64 KB of its output
     * @param tail last lines of its output
     * @param untouched outcome of the same command on the session's base, without any change; null if it did not run
     *     there
     * @param note things that the checks may have lacked; mostly empty
     * @param changed files of the check itself that agents changed, and in which runs; mostly empty
     * @param ran a sentence if the command ran once and cannot any more; mostly empty
     * @param doubt the reason if the user has to decide although nothing is red; mostly empty
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

        /** @param whole the whole output, or its artifact reference */
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

        public Verified withBaseStatus(Status how) {
            return with(status, how, note, changed, ran, doubt);
        }

        public Verified withNote(String what) {
            return with(status, untouched, what, changed, ran, doubt);
        }

        public Verified withChanges(String what) {
            return with(status, untouched, note, what, ran, doubt);
        }

        public Verified withDoubt(String why) {
            return with(status, untouched, note, changed, ran, why);
        }

        /** The command ran once and cannot any more, which counts as red. */
        public Verified asNoLongerRunnable(String when) {
            return with(Status.RED, untouched, note, changed, when, doubt);
        }

        private Verified with(
                Status how, @Nullable Status before, String noted, String changes, String once, String why) {
            return new Verified(
                    how, command, guessedFrom, exitCode, seconds, output, tail, before, noted, changes, once, why);
        }

        /** True if the user or an agent has to react to it. */
        public boolean leavesWork() {
            return status == Status.RED || !doubt.isEmpty();
        }

        /** True if it fails on the base too, so not because of the agents' changes. */
        public boolean wasRedBefore() {
            return status == Status.RED && untouched == Status.RED && ran.isEmpty();
        }

        /** Further remarks in sentences; mostly empty. */
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
