package orchestrator.autofix.project;

import io.temporal.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.ProjectActivities;
import orchestrator.autofix.WatchActivities;
import orchestrator.failure.CallFailure;
import orchestrator.host.Host;
import orchestrator.rollover.RollOverLimits;
import orchestrator.session.Orchestration;
import org.jspecify.annotations.Nullable;

/** A host with a project whose files change as the test says, and whose tasks end as scripted. */
final class ScriptedProject implements ProjectActivities, WatchActivities, FixScripts {
    static final String KEY = "shop-1f2e3d4c";
    static final Host HOST = new Host("test", Orchestration.TASK_QUEUE, 300, 300);
    private static final Duration SOON = Duration.ofMillis(100);

    final List<AdmitRequest> admitted = Collections.synchronizedList(new ArrayList<>());
    final List<WatchOrder> orders = Collections.synchronizedList(new ArrayList<>());
    final List<FixRequest> started = Collections.synchronizedList(new ArrayList<>());
    final List<String> released = Collections.synchronizedList(new ArrayList<>());
    final List<AutoFixState> exported = Collections.synchronizedList(new ArrayList<>());
    final Set<String> closed = Collections.synchronizedSet(new HashSet<>());
    volatile String refusal = "";
    volatile @Nullable RollOverLimits rollOver;
    volatile boolean knowsNothing;
    volatile String watchFails = "";
    volatile String exportFails = "";
    volatile Supplier<Instant> clock = () -> Instant.EPOCH;
    /** Temporal's test server does not skip time while an activity runs, so {@code watch} fails and is retried. */
    volatile Instant looksAgainAt = Instant.EPOCH;

    /** Every admission but the first waits for it. */
    volatile CountDownLatch mayAdmit = new CountDownLatch(0);

    private final List<Batch> batches = Collections.synchronizedList(new ArrayList<>());
    private final List<Instant> dueAt = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();

    /** Tasks whose first file is this one, or empty for the whole project, end like this from now on. */
    void script(String file, Script script) {
        scripts.put(file, script);
    }

    /** Changes one file after the other. */
    void changeAt(List<Instant> times, IntFunction<String> file) {
        for (Instant time : times) {
            dueAt.add(time);
            change(file.apply(dueAt.size()));
        }
    }

    void change(String... paths) {
        List<FileChange> changes = new ArrayList<>();
        for (String path : paths) changes.add(new FileChange(path, FileChange.Kind.MODIFIED, "hash"));
        batches.add(new Batch(batches.size() + 1, changes, changes.size(), false, ""));
    }

    @Override
    public AdmittedProject admitProject(AdmitRequest request) {
        admitted.add(request);
        if (admitted.size() > 1) await(mayAdmit);
        List<String> notes = List.of("the tests are guessed");
        return new AdmittedProject(HOST, KEY, request.request(), refusal, notes, false, List.of(), rollOver);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    @Override
    public void export(AutoFixState state) {
        if (!exportFails.isEmpty()) throw CallFailure.needsYou(exportFails);
        exported.add(state);
    }

    @Override
    public List<String> closed(List<String> workflows) {
        return workflows.stream().filter(closed::contains).toList();
    }

    @Override
    public Batch watch(WatchOrder order) {
        if (Activity.getExecutionContext().getInfo().getAttempt() == 1) orders.add(order);
        if (!watchFails.isEmpty()) throw CallFailure.needsYou(watchFails);
        if (knowsNothing && order.acknowledged() == 0) return new Batch(1, List.of(), 0, true, "");
        int next = (int) order.acknowledged() - (knowsNothing ? 1 : 0);
        Duration untilDue = next < dueAt.size() ? untilThen(dueAt.get(next)) : Duration.ZERO;
        if (!untilDue.isZero()) throw CallFailure.passes("nothing has changed", untilDue);
        if (batches.size() > next) return numbered(batches.get(next), order.acknowledged() + 1);
        if (!order.wholeWait()) return Batch.nothing(order.acknowledged());
        Duration wait = untilThen(looksAgainAt);
        throw CallFailure.passes("nothing has changed", wait.isZero() ? SOON : wait);
    }

    private static Batch numbered(Batch batch, long number) {
        return new Batch(number, batch.changes(), batch.total(), batch.isFirst(), batch.note());
    }

    private Duration untilThen(Instant time) {
        Duration wait = Duration.between(clock.get(), time);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    @Override
    public void release(String project) {
        released.add(project);
    }

    @Override
    public Script script(FixRequest request) {
        started.add(request);
        String file = request.files().isEmpty() ? "" : request.files().get(0).path();
        return scripts.getOrDefault(file, Script.GREEN);
    }
}
