package orchestrator.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.agent.Agent;
import orchestrator.environment.AgentEnvironment;
import orchestrator.environment.CommandEnvironment;
import orchestrator.environment.VariableNames;
import orchestrator.identity.LaunchId;
import org.jspecify.annotations.Nullable;

/** Names of variables that agents or checks may miss, because their settings or commands mention them. */
public final class WithheldVariables {
    private final Map<String, String> environment;

    public WithheldVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** One line; empty if nothing that is mentioned is withheld. */
    public String inWords(Collection<Agent> agents, @Nullable String... commands) {
        List<String> parts = new ArrayList<>();
        Set<String> all = new TreeSet<>();
        for (Agent agent : agents) {
            Set<String> names = from(agent);
            if (!names.isEmpty()) parts.add("from " + agent.name() + " " + String.join(", ", names));
            all.addAll(names);
        }
        Set<String> names = fromCommands(commands);
        if (!names.isEmpty()) parts.add("from setup and checks " + String.join(", ", names));
        all.addAll(names);
        if (parts.isEmpty()) return "";
        return "withheld: " + String.join("; ", parts) + ". To pass them:  export " + VariableNames.PASS + "="
                + String.join(",", all);
    }

    /** Variables that the agent's settings mention and the worker has, but the agent does not get. */
    private Set<String> from(Agent agent) {
        Set<String> got = AgentEnvironment.of(
                        environment,
                        agent.inheritedVariables(environment),
                        Map.of(),
                        new LaunchId("none", agent.name(), 1))
                .keySet();
        Set<String> names = new TreeSet<>(agent.mentionedVariables(environment));
        names.retainAll(environment.keySet());
        names.removeAll(got);
        return names;
    }

    private Set<String> fromCommands(@Nullable String... commands) {
        Set<String> names = new TreeSet<>();
        for (String name : CommandEnvironment.withheld(environment)) {
            for (String command : commands) if (command != null && command.contains(name)) names.add(name);
        }
        return names;
    }
}
