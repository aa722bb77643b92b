package orchestrator.autofix.task;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.session.OpenItem.Choice;
import orchestrator.work.FailedCalls;
import orchestrator.work.Now;

/**
 * Repeats calls that fail until something is mended on the host, such as a full disk. Nobody has to answer: the task looks
 * again by itself, ever more rarely, and gives up after about an hour.
 */
final class MendedCalls implements FailedCalls.Questions {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int TRIES_MAX = 9;

    private final FixTaskState state;
    private final Journal journal;
    private final Set<String> open = new HashSet<>();
    private int tries;
    private Instant lastTry = Instant.EPOCH;

    MendedCalls(FixTaskState state, Journal journal) {
        this.state = state;
        this.journal = journal;
    }

    /** True if it has failed too often. */
    boolean isGivenUp() {
        return tries > TRIES_MAX;
    }

    @Override
    public void ask(String item, String question, List<Choice> choices) {
        if (lastTry.plus(LONGEST).isBefore(Now.now())) tries = 0;
        tries++;
        if (isGivenUp() || !open.add(item)) return;
        Duration delay = FIRST.multipliedBy(1L << Math.min(tries - 1, 10));
        Duration wait = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
        lastTry = Now.now().plus(wait);
        state.await(question, lastTry);
        journal.add(EventType.ERROR, question + " The task tries again at " + lastTry + ".");
        Workflow.newTimer(wait).thenApply(over -> {
            open.remove(item);
            state.goOn();
            return over;
        });
    }

    @Override
    public boolean isOpen(String item) {
        return open.contains(item);
    }
}
