package orchestrator.api.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import orchestrator.json.Json;
import orchestrator.signing.SignedConverter;
import orchestrator.signing.SigningKey;

/** A connection that is made with the first call and finds a server that comes back within a second. */
record TemporalConnection(String address, String namespace, WorkflowServiceStubs stubs, WorkflowClient client) {
    /** Reads values without signatures, which anyone may have sent. */
    static final DataConverter PLAIN = DefaultDataConverter.newDefaultInstance()
            .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(Json.MAPPER));

    static TemporalConnection to(String address, String namespace, SigningKey key) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setRpcTimeout(Duration.ofSeconds(4))
                .setRpcQueryTimeout(Duration.ofSeconds(3))
                .setConnectionBackoffResetFrequency(Duration.ofSeconds(1))
                .setRpcRetryOptions(RpcRetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(100))
                        .setMaximumAttempts(3)
                        .setExpiration(Duration.ofSeconds(4))
                        .validateBuildWithDefaults())
                .validateAndBuildWithDefaults());
        WorkflowClient client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(namespace)
                        .setDataConverter(new SignedConverter(key))
                        .validateAndBuildWithDefaults());
        return new TemporalConnection(address, namespace, stubs, client);
    }
}
