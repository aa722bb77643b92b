package orchestrator.orchestration.permission;

import static orchestrator.work.Now.now;
import static orchestrator.work.Now.timeUntil;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.host.Host;
import orchestrator.identity.LaunchId;
import orchestrator.journal.Journal;
import orchestrator.json.Json;
import orchestrator.launch.GuardActivities.CallAnswer;
import orchestrator.launch.GuardActivities.Choice;
import orchestrator.launch.GuardRecord;
import orchestrator.launch.GuardReport;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.rollover.Rebuilt;
import orchestrator.rollover.Saved;
import orchestrator.session.AnswerChoice;
import orchestrator.session.OpenItem;
import orchestrator.work.GuardCalls;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user about calls that wait in the guard, and passes the answers on. The guard denies a call whose time is over
 * by itself, so a question that nobody answers harms nothing.
 */
@Saved
public final class Permissions {
    private static final int OPEN_MAX = 20;
    private static final String UNNAMED = "An unnamed user";

    private final LiveSession session;
    private final Journal journal;
    private final Runnable wakeLoop;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    @Rebuilt
    private final Map<String, CancellationScope> timers = new HashMap<>();

    @Rebuilt
    private int answering;

    public Permissions(LiveSession session, Journal journal, Runnable wakeLoop) {
        this.session = session;
        this.journal = journal;
        this.wakeLoop = wakeLoop;
    }

    /** A call that waits on a host. */
    private record Waiting(String run, LaunchId launch, Host host, GuardRecord asked) {

        boolean isSettledBy(LaunchId other, GuardRecord record) {
            return launch.equals(other) && Objects.equals(record.question(), asked.number());
        }
    }

    public void onReport(String run, Host host, GuardReport report) {
        session.assignments().setViolations(run, report.violations());
        if (!session.assignments().isRunning(run)) return;
        // A new launch knows nothing of the calls of the one before.
        settle(call -> call.run().equals(run) && !call.launch().equals(report.id()), "its agent was launched again");
        for (GuardRecord record : report.records()) {
            if (record.kind() == GuardRecord.Kind.ASKED) ask(run, host, report.id(), record);
            else settle(call -> call.isSettledBy(report.id(), record), record.reason());
        }
        journal.touch();
        wakeLoop.run();
    }

    /** Closes the questions of runs that have ended. */
    public void settleEnded() {
        settle(call -> !session.assignments().isRunning(call.run()), "its run has ended");
    }

    private void ask(String run, Host host, LaunchId launch, GuardRecord asked) {
        Instant until = asked.until();
        if (until != null && !until.isAfter(now())) return;
        if (waiting.size() >= OPEN_MAX) {
            journal.add(
                    EventType.STATUS,
                    run + " asks for more than " + OPEN_MAX + " permissions at once; the guard denies"
                            + " this one when its time is over: " + asked.reason());
            return;
        }
        String id = session.items().nextId("permission");
        OpenItem item = PermissionQuestion.item(id, run, asked, now());
        open(item, new Waiting(run, launch, host, asked));
        journal.add(EventType.BLOCKER, 0, item.question(), Json.MAPPER.valueToTree(item));
    }

    private void open(OpenItem item, Waiting call) {
        waiting.put(item.id(), call);
        startTimer(item.id(), call);
        session.items().open(item);
    }

    private void startTimer(String id, Waiting call) {
        Instant until = call.asked().until();
        if (until == null) return;
        CancellationScope timing = Workflow.newDetachedCancellationScope(
                () -> Workflow.newTimer(timeUntil(until)).thenApply(over -> {
                    timers.remove(id);
                    settleIfWaiting(id, "nobody answered in time, so the call is denied");
                    wakeLoop.run();
                    return over;
                }));
        timing.run();
        timers.put(id, timing);
    }

    /** Goes on with the questions that an earlier execution has asked. */
    public void goOn() {
        waiting.forEach(this::startTimer);
    }

    /** True if no answer is on its way to the guard. */
    public boolean isQuiet() {
        return answering == 0;
    }

    private void settle(Predicate<Waiting> which, String why) {
        List<String> settled = waiting.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        settled.forEach(id -> settleIfWaiting(id, why));
    }

    private void settleIfWaiting(String id, String why) {
        if (take(id) == null) return;
        session.items().settle(id, now());
        journal.add(EventType.STATUS, id + " needs no answer any more: " + why);
    }

    private @Nullable Waiting take(String id) {
        Waiting call = waiting.remove(id);
        CancellationScope timer = timers.remove(id);
        if (timer != null) timer.cancel();
        return call;
    }

    /** Passes the answer on without waiting for the host. */
    public void answer(OpenItem item, AnswerChoice choice, String by) {
        Waiting call = take(item.id());
        if (call == null) return;
        CallAnswer answer =
                new CallAnswer(call.launch(), call.asked().number(), guardChoice(choice), by.isEmpty() ? UNNAMED : by);
        answering++;
        GuardCalls.answer(call.host(), answer).handle((sentence, failure) -> {
            answering--;
            if (failure == null) journal.add(EventType.CONTROL, item.id() + ": " + sentence);
            else onNotDelivered(item, call, CallFailure.words(failure));
            return sentence;
        });
    }

    /** Asks again while the call waits. */
    private void onNotDelivered(OpenItem item, Waiting call, String why) {
        Instant until = call.asked().until();
        boolean isOver = !session.assignments().isRunning(call.run()) || (until != null && !until.isAfter(now()));
        journal.add(
                EventType.ERROR,
                "the answer to " + item.id() + " did not reach the guard: " + why
                        + (isOver ? " The call was denied meanwhile." : " Answer again while the call waits."));
        if (isOver) return;
        open(item, call);
        wakeLoop.run();
    }

    private static Choice guardChoice(AnswerChoice choice) {
        return switch (choice) {
            case ALLOW -> Choice.ALLOW;
            case ALWAYS -> Choice.ALWAYS;
            case FIX, ACCEPT, MORE, KEEP, TAKE, REMOVE, RETRY, ABORT, DENY, STOP -> Choice.DENY;
        };
    }
}
