package orchestrator.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search attributes that sessions may set. A server may have no room for them, or not let us add any. Setting a
 * missing one would make a session's workflow task fail for ever, so sessions get the list of usable ones.
 */
public final class SearchAttributes {
    private static final Logger log = LoggerFactory.getLogger(SearchAttributes.class);
    private static final Map<String, IndexedValueType> ALL = new TreeMap<>(Map.of(
            "OrchestratorPhase", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            "OrchestratorHold", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            "OrchestratorTarget", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            "OrchestratorCostUsd", IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE));

    private static final int ANSWER_SECONDS_MAX = 5;
    private static final long SETTLED_WITHIN_SECONDS = 12;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    /** Limit for a session to wait for attributes that were just added to a new server. */
    private static final long SESSION_WAITS_SECONDS = 5;

    private final WorkflowServiceStubs service;
    private final OperatorServiceBlockingStub operator;
    private final String namespace;
    private final Path notes;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /** @param why the server's reason for what is missing; empty if nothing is */
    private record Outcome(List<String> usable, String why) {}

    private SearchAttributes(WorkflowServiceStubs service, String namespace, Path notes) {
        this.service = service;
        this.notes = notes;
        this.namespace = namespace;
        operator = OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder()
                        .setChannel(service.getRawChannel())
                        .validateAndBuildWithDefaults())
                .blockingStub();
    }

    /**
     * Adds missing attributes in the background. Calling it again changes nothing.
     *
     * @param notes file for {@code doctor} that says what is missing; deleted if nothing is
     */
    public static SearchAttributes register(WorkflowServiceStubs service, String namespace, Path notes) {
        SearchAttributes attributes = new SearchAttributes(service, namespace, notes);
        Thread thread = new Thread(attributes::settle, "search-attributes");
        thread.setDaemon(true);
        thread.start();
        return attributes;
    }

    /** The attributes that a session may set from now on. */
    public List<String> usable() {
        return now().usable();
    }

    /** One sentence about missing attributes; empty if there are none. */
    public String note() {
        Outcome now = now();
        List<String> missing = ALL.keySet().stream()
                .filter(name -> !now.usable().contains(name))
                .toList();
        if (missing.isEmpty()) return "";
        return "sessions run without the search attributes " + String.join(", ", missing)
                + ", which this Temporal does not have" + (now.why().isEmpty() ? "" : " (" + now.why() + ")");
    }

    private Outcome now() {
        try {
            return outcome.get(SESSION_WAITS_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException notYet) {
            return new Outcome(List.of(), "they are not ready yet");
        } catch (ExecutionException e) {
            return new Outcome(List.of(), String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(List.of(), "interrupted");
        }
    }

    private void settle() {
        try {
            outcome.complete(added());
        } catch (InterruptedException | RuntimeException e) {
            outcome.completeExceptionally(e);
        }
        String note = note();
        if (!note.isEmpty()) log.warn("{}", note);
        try {
            if (note.isEmpty()) Files.deleteIfExists(notes);
            else Files.writeString(notes, note + "\n");
        } catch (IOException e) {
            log.warn("cannot write {}: {}", notes, e.toString());
        }
    }

    private Outcome added() throws InterruptedException {
        List<String> missing =
                ALL.keySet().stream().filter(name -> !isAccepted(name)).toList();
        if (missing.isEmpty()) return new Outcome(ofRightType(List.copyOf(ALL.keySet())), "");
        Map<String, String> refused = add(missing);
        String why = refused.values().stream().distinct().collect(Collectors.joining("; "));
        return new Outcome(ofRightType(settled(ALL.size() - refused.size())), why);
    }

    /**
     * Adds all at once or, if refused, one by one: a server may have room for some kinds only. Returns the refused
     * ones with the reason.
     */
    private Map<String, String> add(List<String> names) {
        Map<String, String> refused = new TreeMap<>();
        if (tryToAdd(names).isEmpty()) return refused;
        for (String name : names) {
            String why = tryToAdd(List.of(name));
            if (!why.isEmpty()) refused.put(name, why);
        }
        return refused;
    }

    /** Returns why they were refused; empty if they exist now. */
    private String tryToAdd(List<String> names) {
        AddSearchAttributesRequest.Builder request =
                AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
        names.forEach(name -> request.putSearchAttributes(name, ALL.get(name)));
        try {
            operator.withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).addSearchAttributes(request.build());
            return "";
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.ALREADY_EXISTS) return "";
            String description = e.getStatus().getDescription();
            return description == null ? e.getStatus().getCode().name() : description;
        }
    }

    /** Each part of a server learns of a new attribute in its own time; a session could not set it before. */
    private List<String> settled(int expected) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLED_WITHIN_SECONDS);
        List<String> accepted = accepted();
        while (accepted.size() < expected && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN.toMillis());
            accepted = accepted();
        }
        return accepted;
    }

    private List<String> accepted() {
        return ALL.keySet().stream().filter(this::isAccepted).toList();
    }

    /** True if a search can use the attribute. This check needs only read access. */
    private boolean isAccepted(String name) {
        try {
            service.blockingStub()
                    .withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                    .countWorkflowExecutions(CountWorkflowExecutionsRequest.newBuilder()
                            .setNamespace(namespace)
                            .setQuery(name + " IS NULL")
                            .build());
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    /**
     * An attribute of the same name may have another type. If the server does not show the type, it is taken to be
     * right.
     */
    private List<String> ofRightType(List<String> names) {
        try {
            Map<String, IndexedValueType> types = operator.withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .build())
                    .getCustomAttributesMap();
            return names.stream()
                    .filter(name -> ALL.get(name).equals(types.get(name)))
                    .toList();
        } catch (StatusRuntimeException e) {
            return names;
        }
    }
}
