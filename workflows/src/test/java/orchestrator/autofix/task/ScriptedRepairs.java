package orchestrator.autofix.task;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import orchestrator.autofix.EscalationActivities;
import orchestrator.autofix.FixActivities;
import orchestrator.autofix.FixActivities.Tested.Status;
import orchestrator.autofix.FixEndActivities;
import orchestrator.failure.CallFailure;
import orchestrator.orchestration.ScriptedFailures;

/** Tests, repairs and deliveries that end as the test scripts them. */
final class ScriptedRepairs implements FixActivities, FixEndActivities, EscalationActivities {
    /** Passes by itself. */
    static final ApplicationFailure DOWN = CallFailure.passes("no route", Duration.ofSeconds(1));

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<PrepareTask> prepared = new CopyOnWriteArrayList<>();
    final List<ApplyOrder> applies = new CopyOnWriteArrayList<>();
    final List<ClearOrder> cleared = new CopyOnWriteArrayList<>();
    final List<Ledger> ledgers = new CopyOnWriteArrayList<>();
    final List<Delivery> delivered = new CopyOnWriteArrayList<>();
    /** The outcomes of judged repairs, in this order; then they are green. */
    final ConcurrentLinkedQueue<Judged> judgements = new ConcurrentLinkedQueue<>();

    final ScriptedFailures failures = new ScriptedFailures();
    /** Why a channel does not take anything now. */
    final Map<Channel, ApplicationFailure> down = new ConcurrentHashMap<>();
    /** How many deliveries are lost with their worker. */
    final AtomicInteger lost = new AtomicInteger();

    volatile Tested first = tested(Status.RED);
    volatile Applied applied = new Applied(Applied.How.APPLIED, null, "Applied to src/a.py.");
    volatile String refusal = "";
    volatile Runnable onTest = () -> {};
    volatile Runnable onApply = () -> {};

    static Tested tested(Status status) {
        int exit = status == Status.GREEN ? 0 : 2;
        return new Tested(status, "make check", List.of(), exit, 40, "artifact:output", "2 tests failed", "");
    }

    static Judged judged(Status status, String... weakened) {
        return new Judged(tested(status), List.of(weakened), "artifact:diff", List.of("src/a.py"));
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String prepareTask(PrepareTask request) {
        calls.add("prepare");
        prepared.add(request);
        failures.on("prepare");
        return refusal;
    }

    @Override
    public Tested test(TestOrder order) {
        calls.add("test");
        failures.on("test");
        onTest.run();
        return first;
    }

    @Override
    public Judged judge(TestOrder order) {
        calls.add("judge");
        failures.on("judge");
        Judged next = judgements.poll();
        return next == null ? judged(Status.GREEN) : next;
    }

    @Override
    public Applied apply(ApplyOrder order) {
        calls.add("apply");
        applies.add(order);
        failures.on("apply");
        onApply.run();
        return applied;
    }

    @Override
    public Applied undo(ApplyOrder order) {
        throw new UnsupportedOperationException("a task undoes nothing");
    }

    @Override
    public String keepLedger(Ledger ledger) {
        ledgers.add(ledger);
        return "artifact:ledger";
    }

    @Override
    public void clear(ClearOrder order) {
        calls.add("clear");
        cleared.add(order);
        failures.on("clear");
    }

    @Override
    public String deliver(Delivery delivery) {
        if (lost.getAndDecrement() > 0) throw ApplicationFailure.newFailure("its worker died", "WorkerDied");
        ApplicationFailure why = down.get(delivery.channel());
        if (why != null) throw why;
        delivered.add(delivery);
        return "issue 7";
    }
}
