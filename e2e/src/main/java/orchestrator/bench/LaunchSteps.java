package orchestrator.bench;

import com.google.protobuf.Timestamp;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orchestrator.bench.measure.Percentiles;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.WallClock;

/** When each step on the way to an agent's process happened, from Temporal's histories and from the run directory. */
final class LaunchSteps implements AutoCloseable {
    private static final List<String> FILES = List.of("prompt.md", "owner", "command.json", "pid");

    private final WorkflowServiceStubs service;
    private final WorkflowClient client;
    private final Map<String, List<Long>> steps = new LinkedHashMap<>();

    LaunchSteps(Orchestrator orchestrator) {
        service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(orchestrator.temporal().address())
                .build());
        client = WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder().setNamespace("default").build());
    }

    void add(Orchestrator orchestrator, String session, long begun, long answered) {
        step("POST answered", answered - begun);
        Path launch = orchestrator.home().launch(session, "claude-1", 1);
        for (String file : FILES) file(launch, file, begun);
        history("session", session, begun);
        history("run", session + "/claude-1", begun);
    }

    private void file(Path launch, String name, long begun) {
        try {
            Path file = launch.resolve(name);
            if (Files.exists(file))
                step(
                        "file " + name,
                        WallClock.micros(Files.getLastModifiedTime(file).toInstant()) - begun);
        } catch (IOException e) {
            Bench.progress("no time of " + name + ": " + e.getMessage());
        }
    }

    private void history(String what, String workflow, long begun) {
        Map<Long, String> scheduled = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (HistoryEvent event : client.fetchHistory(workflow).getEvents()) {
            String type = event.getEventType().name().replace("EVENT_TYPE_", "").toLowerCase(Locale.ROOT);
            String of = of(event, scheduled);
            String label = what + ": " + type + (of.isEmpty() ? "" : " " + of);
            int number = seen.merge(label, 1, Integer::sum);
            step(label + (number == 1 ? "" : " " + number), micros(event.getEventTime()) - begun);
        }
    }

    private static String of(HistoryEvent event, Map<Long, String> scheduled) {
        return switch (event.getEventType()) {
            case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED -> {
                String name = event.getActivityTaskScheduledEventAttributes()
                        .getActivityType()
                        .getName();
                scheduled.put(event.getEventId(), name);
                yield name;
            }
            case EVENT_TYPE_ACTIVITY_TASK_STARTED ->
                scheduled.getOrDefault(
                        event.getActivityTaskStartedEventAttributes().getScheduledEventId(), "");
            case EVENT_TYPE_ACTIVITY_TASK_COMPLETED ->
                scheduled.getOrDefault(
                        event.getActivityTaskCompletedEventAttributes().getScheduledEventId(), "");
            default -> "";
        };
    }

    private static long micros(Timestamp time) {
        return WallClock.micros(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
    }

    private void step(String name, long micros) {
        steps.computeIfAbsent(name, n -> new ArrayList<>()).add(micros);
    }

    /** Prints the steps up to the process and a little beyond, in the order of their medians. */
    void print() {
        double last = Percentiles.of(steps.getOrDefault("file pid", List.of())).p50() + 50_000;
        System.out.printf("%n%-62s  %8s  %8s%n", "step, ms after the POST", "p50", "p95");
        steps.entrySet().stream()
                .map(step -> Map.entry(step.getKey(), Percentiles.of(step.getValue())))
                .filter(step -> step.getValue().p50() < last)
                .sorted(java.util.Comparator.comparingDouble(
                        step -> step.getValue().p50()))
                .forEach(step -> System.out.printf(
                        Locale.ROOT,
                        "%-62s  %8.1f  %8.1f%n",
                        step.getKey(),
                        step.getValue().p50() / 1000,
                        step.getValue().p95() / 1000));
    }

    @Override
    public void close() {
        service.shutdownNow();
    }
}
