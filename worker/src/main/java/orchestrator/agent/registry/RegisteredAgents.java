package orchestrator.agent.registry;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.agent.Agent;
import orchestrator.home.AgentCatalog;
import orchestrator.home.Home;

/** Tells other programs of this installation which agents there are. */
public final class RegisteredAgents implements AgentCatalog {

    @Override
    public Set<String> names(Home home, Path target) {
        return AgentRegistry.open(home.directory(), Map.of()).in(target).all().stream()
                .map(Agent::name)
                .collect(Collectors.toSet());
    }
}
