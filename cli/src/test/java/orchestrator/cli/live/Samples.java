package orchestrator.cli.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;

/** States as the API sends them. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-01-01T10:05:00Z");

    static final String WORKING = """
            {"session": "orch_1", "phase": "working", "currentStep": "claude-2 (implementer): Write it",
             "progressPercent": 42, "open": true, "startedAt": "2026-01-01T10:00:00Z", "prompt": "Add a flag\\nplease",
             "target": "/home/ana/app", "hold": {"kind": "none", "reason": ""}, "reason": "",
             "usage": {"inputTokens": 1200, "outputTokens": 340, "costUsd": 0.25},
             "assignments": [
               {"run": "claude-1", "agent": "claude", "role": "architect", "title": "Design it", "status": "done",
                "launches": 1, "note": "", "usage": {"inputTokens": 1200, "outputTokens": 340, "costUsd": 0.25},
                "startedAt": "2026-01-01T10:00:00Z", "endedAt": "2026-01-01T10:01:30Z"},
               {"run": "claude-2", "agent": "claude", "role": "implementer", "title": "Write it", "status": "running",
                "launches": 2, "note": "", "usage": {"inputTokens": 0, "outputTokens": 0},
                "startedAt": "2026-01-01T10:01:30Z"},
               {"run": "", "agent": "codex", "role": "reviewer", "title": "Check it", "status": "waiting",
                "launches": 0, "note": "", "usage": {}}],
             "activity": [
               {"run": "claude-2", "agent": "claude", "launch": 2,
                "live": {"lastTool": "Edit src/Main.java", "inputTokens": 20000, "outputTokens": 345, "lines": 12}}]}
            """;

    private Samples() {}

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
