package orchestrator.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.modelserver.ModelServer;
import orchestrator.modelserver.RecordedRequest;

/** The tokens of one agent over all its runs, as its session reports them or as the model served them. */
record UsageSum(long input, long output) {

    static UsageSum toldOf(String agent, JsonNode state) {
        UsageSum sum = new UsageSum(0, 0);
        for (JsonNode assignment : state.path("assignments")) {
            JsonNode usage = assignment.path("usage");
            if (assignment.path("agent").asText().equals(agent))
                sum = sum.plus(
                        usage.path("inputTokens").asLong(),
                        usage.path("outputTokens").asLong());
        }
        return sum;
    }

    static UsageSum servedTo(String agent, ModelServer model) {
        UsageSum sum = new UsageSum(0, 0);
        for (RecordedRequest seen : model.log()) {
            if (seen.agent().equals(agent)) sum = sum.plus(seen.inputTokens(), seen.outputTokens());
        }
        return sum;
    }

    private UsageSum plus(long moreInput, long moreOutput) {
        return new UsageSum(input + moreInput, output + moreOutput);
    }
}
