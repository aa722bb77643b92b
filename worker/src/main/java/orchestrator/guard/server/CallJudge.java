package orchestrator.guard.server;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.event.ToolCall;
import orchestrator.guard.GuardDecision;
import orchestrator.identity.LaunchId;

/** Decides about the call that a hook has sent. Never throws. */
@FunctionalInterface
public interface CallJudge {

    /** @param hook the JSON object that the agent gave to its hook */
    Judged judge(LaunchId launch, JsonNode hook);

    record Judged(ToolCall call, GuardDecision decision) {}
}
