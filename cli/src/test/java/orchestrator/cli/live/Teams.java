package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;

/** States of sessions whose agents work together, as the API sends them. */
public final class Teams {
    public static final String ASKING = """
            {"session": "orch_1", "phase": "reviewing", "open": true, "progressPercent": 60,
             "currentStep": "waits for an answer", "prompt": "Add a flag", "startedAt": "2026-01-01T10:00:00Z",
             "hold": {"kind": "needs_you", "reason": "A reviewer still objects."}, "usage": {},
             "assignments": [
               {"id": "plan", "run": "claude-1", "agent": "claude", "kind": "plan", "role": "architect", "title": "Plan",
                "status": "done", "launches": 1, "usage": {}},
               {"id": "a", "run": "claude-2", "agent": "claude", "kind": "work", "role": "implementer", "title": "Write",
                "status": "running", "launches": 1, "usage": {}},
               {"id": "r", "run": "codex-3", "agent": "codex", "kind": "review", "role": "reviewer", "title": "Review",
                "status": "done", "launches": 1, "usage": {}},
               {"id": "b", "run": "", "agent": "codex", "kind": "work", "role": "reviewer", "title": "Check",
                "status": "waiting", "dependsOn": ["a"], "launches": 0, "usage": {}}],
             "teamwork": {
               "plan": {"source": "fixed", "note": "the architect's answer was no plan", "artifact": ""},
               "reviews": [
                 {"round": 1, "run": "codex-3", "reviewer": "codex", "reviewed": "claude", "verdict": "CONCERNS",
                  "summary": "No \\u001b[31mtests", "points": ["Add tests"], "sameVendor": false},
                 {"round": 2, "run": "codex-4", "reviewer": "codex", "reviewed": "", "verdict": null, "summary": ""}],
               "decisions": [{"round": 1, "decision": "LOG_WARNING", "carriedOutAs": "claude puts it right",
                 "why": "codex: CONCERNS", "points": []}],
               "items": [
                 {"id": "review-1", "kind": "review", "question": "After 2 rounds codex still objects.",
                  "said": [{"who": "codex-3", "what": "CONCERNS: No tests"}],
                  "choices": [{"name": "fix", "meaning": "the points go to the implementer again"},
                              {"name": "accept", "meaning": "go on as it is"}],
                  "since": "2026-01-01T10:04:00Z", "answer": null},
                 {"id": "run-1", "kind": "run", "question": "old", "said": [], "choices": [],
                  "since": "2026-01-01T10:01:00Z", "answer": {"choice": "retry", "text": ""}}],
               "verification": {"verified": {"status": "RED", "command": "mvn -q verify", "guessedFrom": "pom.xml",
                 "exitCode": 1, "tail": "1 failure"}, "commit": "0123456789abcdef"},
               "result": {"isolation": "WORKTREE", "branch": "orchestrate/orch_1/result", "files": 2, "insertions": 10,
                 "deletions": 3},
               "leftOut": [{"agent": "claude", "path": ".env", "why": "IGNORED", "words": "ignored by git", "files": 1,
                 "bytes": 4, "kept": ""},
                 {"agent": "claude", "path": "big.bin", "why": "LARGE", "words": "larger than 100 MB", "files": 1,
                 "bytes": 105000000, "kept": "/kept/claude/big.bin"}],
               "spending": {"rounds": 1, "roundsMax": 5, "minutes": 12, "minutesMax": 240, "dollars": null,
                 "dollarsMax": 10.0, "tokens": 1500, "tokensMax": 5000000}}}
            """;

    private Teams() {}

    public static JsonNode asking() {
        return Samples.json(ASKING);
    }

    public static JsonNode done() {
        return Samples.json(ASKING.replace("\"phase\": \"reviewing\"", "\"phase\": \"done\"")
                .replace("\"open\": true", "\"open\": false")
                .replace("needs_you", "none")
                .replace("\"RED\"", "\"GREEN\""));
    }
}
