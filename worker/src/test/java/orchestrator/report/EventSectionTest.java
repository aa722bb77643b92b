package orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;

class EventSectionTest {

    @Test
    void a_recovery_without_a_tier_names_none() {
        ObjectNode killed = Json.MAPPER.createObjectNode().put("killed", 2);
        ObjectNode resumed = Json.MAPPER.createObjectNode().put("tier", 2).put("cause", "it crashed");

        assertThat(EventSection.recoveries(List.of(recovery("killed 2 processes", killed))))
                .contains("killed 2 processes")
                .doesNotContain("tier");
        assertThat(EventSection.recoveries(List.of(recovery("it crashed", resumed))))
                .contains("tier 2 claude-1: it crashed");
    }

    private static AgentEvent recovery(String text, ObjectNode data) {
        return AgentEvent.of(
                        new StreamId(new LaunchId("s", "claude-1", 1), "test"), Instant.EPOCH, EventType.RECOVERY, text)
                .withData(data);
    }
}
