package orchestrator.guard.record;

import java.time.Clock;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.EventLog;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launch.GuardRecord;

/** Writes the guard's findings: first to the launch's own file, then as events. */
public final class GuardJournal {
    private final EventLog events;
    private final Clock clock;

    public GuardJournal(EventLog events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    public GuardRecord write(LaunchId launch, GuardLog log, GuardLog.Finding finding) {
        GuardRecord record = log.append(clock.instant(), finding);
        events.record(List.of(event(launch, record)));
        return record;
    }

    /** Repeats the events of all records: a worker may have died between the two. The log keeps each once. */
    public void repeatEvents(LaunchId launch, GuardLog log) {
        events.record(log.entries().stream()
                .map(entry -> event(launch, entry.record()))
                .toList());
    }

    private static AgentEvent event(LaunchId launch, GuardRecord record) {
        return AgentEvent.of(new StreamId(launch, AgentEvent.GUARD), record.at(), type(record.kind()), words(record))
                .withPlace(record.number(), 0)
                .withData(Json.MAPPER.createObjectNode().set("guard", Json.MAPPER.valueToTree(record)));
    }

    private static EventType type(GuardRecord.Kind kind) {
        return switch (kind) {
            case DENIED, UNGUARDED, TAMPERED -> EventType.VIOLATION;
            case ASKED -> EventType.PERMISSION_BLOCKER;
            case DOWN -> EventType.ERROR;
            case WATCHED, ANSWERED -> EventType.STATUS;
        };
    }

    private static String words(GuardRecord record) {
        String call = record.subject().isEmpty() ? record.tool() : record.tool() + ": " + record.subject();
        String how = switch (record.kind()) {
            case DENIED -> "the guard denied ";
            case ASKED -> "the guard waits for your answer about ";
            case ANSWERED -> "the guard has an answer about ";
            case WATCHED -> "the guard watched ";
            case UNGUARDED -> "ran without asking the guard: ";
            case TAMPERED -> "changed outside of its workspace: ";
            case DOWN -> "the guard could not be asked about ";
        };
        return how + (call.isEmpty() ? "a call" : call) + ". " + record.reason();
    }
}
