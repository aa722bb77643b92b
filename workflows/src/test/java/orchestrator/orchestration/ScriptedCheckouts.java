package orchestrator.orchestration;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import orchestrator.checkout.CheckoutActivities;
import orchestrator.checkout.LeftOut;
import org.jspecify.annotations.Nullable;

/** Checkouts without files: each run that is integrated changes the result. */
public final class ScriptedCheckouts implements CheckoutActivities {
    public final List<String> integrated = new CopyOnWriteArrayList<>();
    public final List<String> copied = new CopyOnWriteArrayList<>();
    public final List<String> verified = new CopyOnWriteArrayList<>();
    public final List<OpenRequest> opened = new CopyOnWriteArrayList<>();
    public final Set<String> open = ConcurrentHashMap.newKeySet();
    public final Set<String> closed = ConcurrentHashMap.newKeySet();
    /** Runs that change nothing. */
    public final Set<String> idle = ConcurrentHashMap.newKeySet();

    /** Files in the checkouts that the result leaves out. */
    public final List<LeftOut> leftOut = new CopyOnWriteArrayList<>();

    public final List<String> settled = new CopyOnWriteArrayList<>();
    public final Map<String, Deque<List<String>>> conflicts = new ConcurrentHashMap<>();
    public final ConcurrentLinkedQueue<Verified.Status> checks = new ConcurrentLinkedQueue<>();
    /** Integrating the work of this run blocks until the latch is open. */
    public final Map<String, CountDownLatch> slow = new ConcurrentHashMap<>();

    public final ScriptedFailures failures = new ScriptedFailures();
    /** The status of a red check without any change; null if it was not run there. */
    public volatile Verified.@Nullable Status untouched;

    /** Reports a change of the check itself, and why the user has to decide; both mostly empty. */
    public volatile String changedChecks = "";

    public volatile String cannotRunAnyMore = "";
    public volatile String doubt = "";
    public volatile String refusal = "";
    public volatile int workInProgress;
    private int commits;

    public void conflict(String agent, String... files) {
        conflicts.put(agent, new ArrayDeque<>(List.of(List.of(files))));
    }

    @Override
    public Opened open(OpenRequest request) {
        failures.on("open");
        opened.add(request);
        Map<String, String> paths = new TreeMap<>();
        request.agents().forEach(agent -> paths.put(agent, "/trees/" + agent));
        Isolation isolation = "none".equals(request.isolation()) ? Isolation.NONE : Isolation.WORKTREE;
        return new Opened(isolation, "base", "orchestrate/x/result", paths, "", refusal);
    }

    @Override
    public Merged refresh(CheckoutId id) {
        failures.on("refresh");
        return new Merged(List.of());
    }

    @Override
    public Integrated integrate(IntegrateRequest request) {
        failures.on("integrate");
        CountDownLatch latch = slow.get(request.run());
        try {
            if (latch != null) latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return tryToIntegrate(request);
    }

    private synchronized Integrated tryToIntegrate(IntegrateRequest request) {
        integrated.add(request.run());
        Deque<List<String>> script = conflicts.get(request.agent());
        List<String> files = script == null ? null : script.poll();
        List<LeftOut> ofAgent = leftOut.stream()
                .filter(one -> one.agent().equals(request.agent()))
                .toList();
        if (files != null) return new Integrated(commit(), List.of(), files, "", ofAgent);
        boolean isIdle = idle.contains(request.run());
        if (!isIdle) commits++;
        List<String> changed = isIdle ? List.of() : List.of(request.agent() + ".txt");
        return new Integrated(commit(), changed, List.of(), "", ofAgent);
    }

    private String commit() {
        return commits == 0 ? "base" : "commit-" + commits;
    }

    @Override
    public synchronized Copy copy(CopyRequest request) {
        failures.on("copy");
        open.add(request.name());
        copied.add(request.agent().isEmpty() ? "result" : request.agent());
        String what = request.agent().isEmpty() ? commit() : request.agent() + "-" + workInProgress;
        return new Copy("/copies/" + request.name(), what, "artifact:diff-" + what, what.equals("base"));
    }

    @Override
    public void dropCopy(CopyId id) {
        failures.on("dropCopy");
        open.remove(id.name());
    }

    @Override
    public synchronized Diff diff(String key) {
        failures.on("diff");
        return new Diff("artifact:diff-" + commit(), commits, commits, 0);
    }

    @Override
    public Verified verify(VerifyRequest request) {
        failures.on("verify");
        verified.add(commit());
        Verified.Status next = checks.poll();
        Verified.Status status = next == null ? Verified.Status.GREEN : next;
        return new Verified(
                status,
                "make check",
                "Makefile",
                status == Verified.Status.RED ? 2 : 0,
                1,
                "artifact:output",
                "2 tests failed",
                untouched,
                "",
                changedChecks,
                cannotRunAnyMore,
                status == Verified.Status.RED ? "" : doubt);
    }

    @Override
    public Closed closeAndTell(String key) {
        failures.on("close");
        closed.add(key);
        return new Closed(leftOut.stream()
                .map(one -> new LeftOut(
                        one.agent(),
                        one.path(),
                        one.why(),
                        one.words(),
                        one.files(),
                        one.bytes(),
                        "/kept/" + one.path()))
                .toList());
    }

    @Override
    public Integrated settleLeftOut(LeftOutRequest request) {
        failures.on("settleLeftOut");
        settled.add(request.choice() + " of " + request.agent());
        if (request.choice().equals("take")) {
            commits++;
            leftOut.removeIf(one -> one.why() == LeftOut.Why.LARGE);
        }
        return new Integrated(commit(), List.of(), List.of(), "", List.copyOf(leftOut));
    }
}
