package orchestrator.orchestration;

import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Temporal's test server skips no time while a call is under way, and now and then it forgets that a call has ended: then its
 * time stands still for ever. Whoever skips time releases it after a while; where nothing was forgotten, that is refused.
 */
final class StandingTime {
    private static final long PATIENCE_SECONDS = 15;

    private final TestServiceGrpc.TestServiceBlockingStub server;

    StandingTime(WorkflowServiceStubs stubs) {
        server = TestServiceGrpc.newBlockingStub(stubs.getRawChannel());
    }

    void watch(Runnable skip) {
        CountDownLatch skipped = new CountDownLatch(1);
        Thread watching = new Thread(() -> releaseUntil(skipped), "watches over skipped time");
        watching.setDaemon(true);
        watching.start();
        try {
            skip.run();
        } finally {
            skipped.countDown();
        }
    }

    private void releaseUntil(CountDownLatch skipped) {
        try {
            while (!skipped.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("time stands still in Temporal's test server; it is released");
                server.unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException refused) {
            System.err.println("the server refuses it: " + refused.getMessage());
        }
    }
}
