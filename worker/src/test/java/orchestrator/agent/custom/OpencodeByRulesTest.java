package orchestrator.agent.custom;

import java.nio.file.Path;
import orchestrator.agent.AdapterContract;
import orchestrator.agent.Agent;

/** Another program needs only one file of rules and its recordings. */
final class OpencodeByRulesTest extends AdapterContract {
    private static final Path RULES = Path.of("src/test/resources/agents/opencode/opencode.yaml");

    @Override
    protected Agent agent() {
        return new ProtocolAgent(CustomAgents.read(RULES));
    }

    @Override
    protected String cli() {
        return "opencode";
    }
}
