package orchestrator.run;

import java.util.List;
import java.util.stream.Stream;
import orchestrator.launch.Usage;
import orchestrator.recovery.Recoveries;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is: all that survives when it continues as new, and what it begins with where it goes on from another.
 *
 * @param launch the launch under way, counted from 1
 * @param launched whether its process was started
 * @param offset significant events up to here have been seen
 * @param follows how often {@code follow} has returned for this launch
 * @param recoveries relaunches that were needed; going on after a pause is none
 * @param stalls how many launches fell silent
 * @param workedMillis time that counts against the run's limit
 * @param conversation what the launch under way resumes; null where it is a new one
 * @param note what a relaunched agent is told first
 * @param journaled how many events the run has written itself
 * @param blockers what the agent said that stops it
 * @param answerBefore what it had answered when it was resumed because its own work still ran in the background; null
 *     while it was not
 */
public record RunProgress(
        int launch,
        boolean launched,
        long offset,
        int follows,
        Recoveries recoveries,
        int stalls,
        long workedMillis,
        @Nullable String conversation,
        String note,
        Usage usage,
        long journaled,
        List<String> blockers,
        @Nullable String answerBefore) {

    static final RunProgress START = goingOn(null, "");
    private static final int EAGER_FOLLOWS = 20;
    private static final int BLOCKERS_MAX = 10;

    public RunProgress {
        blockers = blockers == null ? List.of() : List.copyOf(blockers);
    }

    /** The start of a run that takes up what another has left. */
    public static RunProgress goingOn(@Nullable String conversation, String note) {
        return new RunProgress(
                1, false, -1, 0, Recoveries.NONE, 0, 0, conversation, note, Usage.NONE, 0, List.of(), null);
    }

    /** The same, with its own events numbered from there. */
    public RunProgress numberedFrom(long firstNumber) {
        return with(launched, offset, follows, stalls, workedMillis, usage, firstNumber);
    }

    RunProgress started() {
        return with(true, offset, follows, stalls, workedMillis, usage, journaled);
    }

    RunProgress followedTo(long newOffset) {
        return with(launched, newOffset, follows + 1, stalls, workedMillis, usage, journaled);
    }

    RunProgress used(Usage more) {
        return with(launched, offset, follows, stalls, workedMillis, usage.plus(more), journaled);
    }

    RunProgress stalled() {
        return with(launched, offset, follows, stalls + 1, workedMillis, usage, journaled);
    }

    RunProgress reached(long worked, long numbered) {
        return with(launched, offset, follows, stalls, worked, usage, numbered);
    }

    RunProgress relaunch(Recoveries now, @Nullable String resume, String newNote) {
        return next(now, resume, newNote, answerBefore);
    }

    /** The same conversation goes on in another launch, to do what was cut short in the background; once in a run. */
    RunProgress askedAboutLeftWork(String answer, @Nullable String resume, String newNote) {
        return next(recoveries, resume, newNote, answer);
    }

    private RunProgress next(Recoveries now, @Nullable String resume, String newNote, @Nullable String answeredBefore) {
        return new RunProgress(
                launch + 1,
                false,
                -1,
                0,
                now,
                stalls,
                workedMillis,
                resume,
                newNote,
                usage,
                journaled,
                blockers,
                answeredBefore);
    }

    /** The first ones tell most: what comes after them often follows from them. */
    RunProgress blocked(List<String> more) {
        List<String> all = Stream.concat(blockers.stream(), more.stream())
                .distinct()
                .limit(BLOCKERS_MAX)
                .toList();
        return new RunProgress(
                launch,
                launched,
                offset,
                follows,
                recoveries,
                stalls,
                workedMillis,
                conversation,
                note,
                usage,
                journaled,
                all,
                answerBefore);
    }

    /** News come at once while they are few; an agent that floods is heard every ten seconds. */
    long collectMillis() {
        return follows < EAGER_FOLLOWS ? 200 : 10_000;
    }

    private RunProgress with(
            boolean isLaunched, long at, int followed, int silences, long worked, Usage used, long numbered) {
        return new RunProgress(
                launch,
                isLaunched,
                at,
                followed,
                recoveries,
                silences,
                worked,
                conversation,
                note,
                used,
                numbered,
                blockers,
                answerBefore);
    }
}
