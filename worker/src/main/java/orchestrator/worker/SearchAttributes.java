package orchestrator.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;

/** Makes the search attributes known to Temporal; asked again it changes nothing. */
final class SearchAttributes {
    private static final Map<String, IndexedValueType> ALL = Map.of(
            "OrchestratorPhase", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            "OrchestratorHold", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            "OrchestratorTarget", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            "OrchestratorCostUsd", IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE);

    private SearchAttributes() {}

    static void register(WorkflowServiceStubs service, String namespace) {
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder()
                .setChannel(service.getRawChannel())
                .validateAndBuildWithDefaults());
        try {
            operator.blockingStub()
                    .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .putAllSearchAttributes(ALL)
                            .build());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) throw e;
        }
    }
}
