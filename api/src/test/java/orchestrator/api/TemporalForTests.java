package orchestrator.api;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.HexFormat;
import orchestrator.home.Home;
import orchestrator.inquiry.HostInquiryWorkflow;
import orchestrator.session.Orchestration;
import orchestrator.settlement.SettlementWorkflow;
import orchestrator.signing.SignedConverter;
import orchestrator.signing.SigningKey;

/** An in-memory Temporal on its own port, with a worker for {@link StandInOrchestration},
 * {@link StandInAutoFix} and settlements by {@link StandInHost}; one for all tests. */
final class TemporalForTests {
    private static final String KEY = "00112233445566778899aabbccddeeff";
    private static final int PORTS_TRIED = 5;
    private static final TemporalForTests ONE = new TemporalForTests();

    private final String address;
    private final WorkflowClient client;
    private final StandInHost host = new StandInHost();

    private TemporalForTests() {
        address = "127.0.0.1:" + start();
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
        client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(new SignedConverter(
                                new SigningKey(HexFormat.of().parseHex(KEY))))
                        .build());
        WorkerFactory factory = WorkerFactory.newInstance(client);
        Worker shared = factory.newWorker(Orchestration.TASK_QUEUE);
        shared.registerWorkflowImplementationTypes(
                StandInOrchestration.class, StandInAutoFix.class, HostInquiryWorkflow.class, SettlementWorkflow.class);
        shared.registerActivitiesImplementations(host, new StandInInquiry());
        factory.newWorker(StandInHost.QUEUE).registerActivitiesImplementations(host);
        factory.start();
    }

    /** Every test class uses it, so it ends with the process. Another process may take the free port first. */
    private static int start() {
        RuntimeException taken = new IllegalStateException("not tried");
        for (int tries = 0; tries < PORTS_TRIED; tries++) {
            int port = freePort();
            try {
                TestServer.createPortBoundServer(port);
                return port;
            } catch (RuntimeException e) {
                taken = e;
            }
        }
        throw taken;
    }

    static String address() {
        return ONE.address;
    }

    /** The worker that all tests share has one key, so each data directory has the same. */
    static void useKey(Home home) {
        try {
            Files.writeString(home.file("key"), KEY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StandInHost host() {
        return ONE.host;
    }

    static WorkflowClient client() {
        return ONE.client;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
