package orchestrator.worker;

import io.temporal.client.WorkflowClient;
import orchestrator.home.Home;
import orchestrator.home.Standby;
import orchestrator.takeover.ServingLock;
import orchestrator.takeover.TaskTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker that waits, with everything loaded, until the serving one is dead. It polls nothing and starts nothing. */
final class WarmStandby {
    private static final Logger log = LoggerFactory.getLogger(WarmStandby.class);

    private final Standby files;
    private final TaskTokens tokens;
    private final WorkflowClient client;
    private final WorkerService service;
    private final WorkerLimits limits;

    WarmStandby(Home home, TaskTokens tokens, WorkflowClient client, WorkerService service, WorkerLimits limits) {
        this.files = new Standby(home);
        this.tokens = tokens;
        this.client = client;
        this.service = service;
        this.limits = limits;
    }

    /** Returns when this process serves. */
    void await(ServingLock lock) {
        service.rehearse(limits);
        int classes = ClassLoading.all();
        // What starting has left behind need not stay in memory for hours; the collector gives the room back.
        System.gc();
        files.announceReady();
        log.info("standby ready classes={}", classes);
        lock.turn().join();
        files.announceServing();
        log.info("the serving worker is dead; taking over");
    }
}
