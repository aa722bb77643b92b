package orchestrator.worker;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import orchestrator.home.Fingerprint;
import orchestrator.home.TemporalTarget;
import orchestrator.signing.SignedConverter;
import orchestrator.signing.SigningKey;
import orchestrator.takeover.TaskTokens;
import orchestrator.takeover.WorkflowTaskInterceptor;
import orchestrator.temporal.CannotServe;
import orchestrator.temporal.TemporalProbe;
import orchestrator.temporal.WorkerIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to Temporal, and waits for it as long as necessary: a worker that gave up would only be restarted. */
final class WorkerConnection {
    private static final Logger log = LoggerFactory.getLogger(WorkerConnection.class);
    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long WAIT_MILLIS_MAX = 5_000;

    private WorkerConnection() {}

    static WorkflowClient open(TemporalTarget temporal, Fingerprint fingerprint, TaskTokens tokens, SigningKey key)
            throws InterruptedException {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.address())
                .setGrpcClientInterceptors(List.of(new WorkflowTaskInterceptor(tokens)))
                .build());
        awaitServer(service, temporal, fingerprint);
        return WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(temporal.namespace())
                        .setIdentity(WorkerIdentity.here(temporal.address(), fingerprint)
                                .text())
                        .setDataConverter(new SignedConverter(key))
                        .build());
    }

    private static void awaitServer(WorkflowServiceStubs service, TemporalTarget temporal, Fingerprint fingerprint)
            throws InterruptedException {
        long waitMillis = FIRST_WAIT_MILLIS;
        while (true) {
            try {
                service.connect(Duration.ofSeconds(5));
                CannotServe.refuse(TemporalProbe.over(service, temporal), temporal, fingerprint);
                return;
            } catch (StatusRuntimeException | IllegalStateException e) {
                log.warn("no Temporal at {}, trying again: {}", temporal.address(), e.getMessage());
                Thread.sleep(waitMillis);
                waitMillis = Math.min(WAIT_MILLIS_MAX, waitMillis * 2);
            }
        }
    }
}
