package orchestrator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import orchestrator.event.AgentEvent;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchAttributesTest {
    private final ScriptedHost host = new ScriptedHost();
    private final TestTemporal temporal = new TestTemporal(host);
    private final TestSessions sessions = new TestSessions(temporal, host);

    @AfterEach
    void close() {
        temporal.close();
    }

    private List<HistoryEvent> history(String session) {
        return temporal.client().fetchHistory(session).getEvents();
    }

    private Set<String> set(String session) {
        return history(session).stream()
                .filter(HistoryEvent::hasUpsertWorkflowSearchAttributesEventAttributes)
                .flatMap(event -> event
                        .getUpsertWorkflowSearchAttributesEventAttributes()
                        .getSearchAttributes()
                        .getIndexedFieldsMap()
                        .keySet()
                        .stream())
                .collect(Collectors.toSet());
    }

    @Test
    void attributes_that_the_server_lacks_are_never_set() {
        host.searchAttributes = List.of("OrchestratorPhase", "OrchestratorCostUsd");

        SessionState end = sessions.run("few");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(set("few")).containsExactlyInAnyOrder("OrchestratorPhase", "OrchestratorCostUsd");
    }

    @Test
    void attributes_are_set_only_after_the_host_has_listed_them() {
        sessions.run("order");

        List<HistoryEvent> events = history("order");
        int admitted = first(events, SearchAttributesTest::isLocalActivity);
        int set = first(events, HistoryEvent::hasUpsertWorkflowSearchAttributesEventAttributes);
        assertThat(set).isGreaterThan(admitted);
        assertThat(set("order"))
                .contains("OrchestratorPhase", "OrchestratorHold", "OrchestratorTarget", "OrchestratorCostUsd");
    }

    private static boolean isLocalActivity(HistoryEvent event) {
        return event.getMarkerRecordedEventAttributes().getMarkerName().equals("LocalActivity");
    }

    @Test
    void a_session_sets_its_attributes_a_few_times_only() {
        sessions.run("sparing");

        assertThat(history("sparing").stream()
                        .filter(HistoryEvent::hasUpsertWorkflowSearchAttributesEventAttributes)
                        .count())
                .isLessThanOrEqualTo(5);
    }

    private static int first(List<HistoryEvent> events, Predicate<HistoryEvent> kind) {
        for (int i = 0; i < events.size(); i++) if (kind.test(events.get(i))) return i;
        throw new AssertionError("there is none");
    }

    @Test
    void a_note_of_the_host_is_the_first_event_of_the_session() {
        host.notes = List.of("sessions go on without x");

        sessions.run("notes");

        assertThat(host.events)
                .filteredOn(event -> event.run().isEmpty())
                .first()
                .extracting(AgentEvent::text)
                .isEqualTo("sessions go on without x");
    }
}
