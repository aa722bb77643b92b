package orchestrator.agent;

import java.nio.file.Path;

/** A fourth program, of another make, costs one file of rules and its recordings. */
final class OpencodeByRulesTest extends AdapterContract {
    private static final Path RULES = Path.of("src/test/resources/agents/opencode/opencode.yaml");

    @Override
    Agent agent() {
        return CustomAgents.read(RULES);
    }

    @Override
    String cli() {
        return "opencode";
    }
}
