package orchestrator.run;

import org.jspecify.annotations.Nullable;

/**
 * How far a run is: all that survives when it continues as new.
 *
 * @param launch the launch under way, counted from 1
 * @param launched whether its process was started
 * @param offset significant events up to here have been seen
 * @param follows how often {@code follow} has returned for this launch
 * @param relaunches how many launches were recoveries
 * @param stalls how many launches fell silent
 * @param beganMillis when the run began, in milliseconds since 1970; 0 before
 * @param conversation what the launch under way resumes; null where it is a new one
 * @param note what a relaunched agent is told first
 * @param journaled how many events the run has written itself
 */
public record RunProgress(
        int launch,
        boolean launched,
        long offset,
        int follows,
        int relaunches,
        int stalls,
        long beganMillis,
        @Nullable String conversation,
        String note,
        Usage usage,
        long journaled) {

    static final RunProgress START = new RunProgress(1, false, -1, 0, 0, 0, 0, null, "", Usage.NONE, 0);
    private static final int EAGER_FOLLOWS = 20;

    RunProgress started() {
        return new RunProgress(
                launch, true, offset, follows, relaunches, stalls, beganMillis, conversation, note, usage, journaled);
    }

    RunProgress followedTo(long newOffset) {
        return new RunProgress(
                launch,
                launched,
                newOffset,
                follows + 1,
                relaunches,
                stalls,
                beganMillis,
                conversation,
                note,
                usage,
                journaled);
    }

    RunProgress used(Usage more) {
        return new RunProgress(
                launch,
                launched,
                offset,
                follows,
                relaunches,
                stalls,
                beganMillis,
                conversation,
                note,
                usage.plus(more),
                journaled);
    }

    RunProgress journaled(long count) {
        return new RunProgress(
                launch, launched, offset, follows, relaunches, stalls, beganMillis, conversation, note, usage, count);
    }

    RunProgress began(long millis) {
        return new RunProgress(
                launch, launched, offset, follows, relaunches, stalls, millis, conversation, note, usage, journaled);
    }

    RunProgress stalled() {
        return new RunProgress(
                launch,
                launched,
                offset,
                follows,
                relaunches,
                stalls + 1,
                beganMillis,
                conversation,
                note,
                usage,
                journaled);
    }

    RunProgress relaunch(@Nullable String resume, String newNote) {
        return new RunProgress(
                launch + 1, false, -1, 0, relaunches + 1, stalls, beganMillis, resume, newNote, usage, journaled);
    }

    /** News come at once while they are few; an agent that floods is heard every ten seconds. */
    long collectMillis() {
        return follows < EAGER_FOLLOWS ? 200 : 10_000;
    }
}
