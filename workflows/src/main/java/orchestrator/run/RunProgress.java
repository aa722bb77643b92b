package orchestrator.run;

import java.util.List;
import java.util.stream.Stream;
import orchestrator.launch.GuardNews;
import orchestrator.launch.GuardProgress;
import orchestrator.launch.Remedy;
import orchestrator.launch.Usage;
import orchestrator.recovery.Recoveries;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run, which survives a continue-as-new and starts a run that resumes another.
 *
 * @param launch the current launch, counted from 1
 * @param launched true if its process was started
 * @param offset offset of the last significant event that the run has seen
 * @param follows how often {@code follow} has returned for this launch
 * @param recoveries relaunches so far; resuming after a pause does not count
 * @param stalls how many launches fell silent
 * @param workedMillis time that counts against the run's limit
 * @param conversation the conversation that the current launch resumes; null for a new one
 * @param note text that a relaunched agent reads first
 * @param journaled how many events the run itself has written
 * @param blockers blockers that the agent reported
 * @param answerBefore the answer before the agent was asked about its background work; null if it was not asked
 * @param guard what the run knows of the guard's records; null in the progress of earlier releases
 * @param remedies changes to command and environment that this run has found necessary; null in earlier releases
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
        @Nullable String answerBefore,
        @Nullable GuardProgress guard,
        @Nullable List<Remedy> remedies) {

    static final RunProgress START = resuming(null, "");
    private static final int EAGER_FOLLOWS = 20;
    private static final int BLOCKERS_MAX = 10;

    public RunProgress {
        blockers = blockers == null ? List.of() : List.copyOf(blockers);
        remedies = remedies == null ? List.of() : List.copyOf(remedies);
    }

    /** The start of a run that resumes another. */
    public static RunProgress resuming(@Nullable String conversation, String note) {
        return new RunProgress(
                1, false, -1, 0, Recoveries.NONE, 0, 0, conversation, note, Usage.NONE, 0, List.of(), null, null, null);
    }

    /** Numbers the run's own events from this number. */
    public RunProgress numberedFrom(long firstNumber) {
        return with(launched, offset, follows, stalls, workedMillis, usage, firstNumber);
    }

    RunProgress started() {
        return with(true, offset, follows, stalls, workedMillis, usage, journaled);
    }

    RunProgress followedTo(long newOffset) {
        return with(launched, newOffset, follows + 1, stalls, workedMillis, usage, journaled);
    }

    RunProgress withUsage(Usage more) {
        return with(launched, offset, follows, stalls, workedMillis, usage.plus(more), journaled);
    }

    RunProgress stalled() {
        return with(launched, offset, follows, stalls + 1, workedMillis, usage, journaled);
    }

    RunProgress reached(long worked, long numbered) {
        return with(launched, offset, follows, stalls, worked, usage, numbered);
    }

    /** @param remedy what is changed from this launch on; null for nothing */
    RunProgress relaunch(Recoveries now, @Nullable String resume, String newNote, @Nullable Remedy remedy) {
        return next(now, resume, newNote, answerBefore, remedy);
    }

    /** Resumes the conversation, once in a run, to finish work that was cut off in the background. */
    RunProgress askedAboutLeftWork(String answer, @Nullable String resume, String newNote) {
        return next(recoveries, resume, newNote, answer, null);
    }

    private RunProgress next(
            Recoveries now,
            @Nullable String resume,
            String newNote,
            @Nullable String answeredBefore,
            @Nullable Remedy remedy) {
        Stream<Remedy> tried = Stream.concat(remedies.stream(), Stream.ofNullable(remedy));
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
                answeredBefore,
                guard == null ? null : guard.nextLaunch(),
                tried.distinct().toList());
    }

    /** Keeps the first blockers; later ones often follow from them. */
    RunProgress withBlockers(List<String> more) {
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
                answerBefore,
                guard,
                remedies);
    }

    GuardProgress guardOrNone() {
        return guard == null ? GuardProgress.NONE : guard;
    }

    RunProgress guarded(GuardNews news) {
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
                blockers,
                answerBefore,
                guardOrNone().after(news),
                remedies);
    }

    /** The first events are reported at once, a few more soon after each other, and later ones every ten seconds. */
    long collectMillis() {
        if (follows == 0) return 0;
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
                answerBefore,
                guard,
                remedies);
    }
}
