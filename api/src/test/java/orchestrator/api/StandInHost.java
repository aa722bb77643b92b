package orchestrator.api;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import orchestrator.host.Host;
import orchestrator.host.HostActivities;
import orchestrator.host.Span;
import orchestrator.session.Orchestration;
import orchestrator.settlement.Settled;
import orchestrator.settlement.SettlementActivities;
import orchestrator.settlement.SettlementRequest.Kind;

/** A host that settles nothing really: it notes what it is asked for, and refuses or waits for some sessions. */
final class StandInHost implements SettlementActivities, HostActivities {
    static final String QUEUE = Orchestration.TASK_QUEUE + "@there";

    private final Map<String, SettlementCall> calls = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    /** Lets a settlement of this session wait until it is released. */
    CountDownLatch hold(String key) {
        return held.computeIfAbsent(key, any -> new CountDownLatch(1));
    }

    SettlementCall call(String key) {
        return calls.get(key);
    }

    @Override
    public Settled settleResult(SettlementCall call) {
        String key = call.request().key();
        calls.put(key, call);
        CountDownLatch release = held.get(key);
        try {
            if (release != null) release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (key.startsWith("refused")) return Settled.refused("you have changed a.txt too.\n  Commit it");
        return call.request().kind() == Kind.PULL_REQUEST
                ? new Settled("", "closed", "", "https://github.example/ana/app/pull/7", List.of("Opened it."))
                : new Settled("", "merged", "merged into main as 0a1b2c3d4e", "", List.of("Merged into main."));
    }

    @Override
    public Host place() {
        return new Host("there", QUEUE, 0, 300);
    }

    @Override
    public long gapMillis(List<Span> spans) {
        return 0;
    }
}
