package orchestrator.probe;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import orchestrator.agent.Agent;
import orchestrator.agent.custom.ScriptedAgents;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.agent.registry.InstalledAgent;
import orchestrator.environment.CommandEnvironment;
import orchestrator.fault.FaultText;
import orchestrator.home.Home;
import org.jspecify.annotations.Nullable;

/** Reports which agents are installed and answer, for callers that know nothing about starting agents. */
public final class AgentsReport {
    private final AgentRegistry agents;
    private final Map<String, String> environment;

    private AgentsReport(AgentRegistry agents, Map<String, String> environment) {
        this.agents = agents;
        this.environment = Map.copyOf(environment);
    }

    /** @param environment as the worker would have it */
    public static AgentsReport of(Home home, Map<String, String> environment) {
        return new AgentsReport(AgentRegistry.open(home.directory(), environment), environment);
    }

    /**
     * One agent.
     *
     * @param program absolute path; empty if it is not installed
     * @param version empty if unknown
     * @param note remark about this version; may be empty
     * @param install command that installs it
     */
    public record Entry(String name, String program, String version, String note, String install) {
        public boolean isInstalled() {
            return !program.isEmpty();
        }
    }

    /** The result of asking an agent; {@code reason} says what to do if it did not answer. */
    public record Answer(
            boolean good, double seconds, @Nullable Double costUsd, String reason) {}

    /** All agents but the demo's. */
    public List<Entry> entries() {
        List<InstalledAgent> installed = agents.installed();
        return agents.candidates().stream()
                .filter(candidate -> !ScriptedAgents.isOne(candidate.name()))
                .map(candidate -> installed.stream()
                        .filter(here -> here.agent().name().equals(candidate.name()))
                        .findFirst()
                        .map(AgentsReport::entry)
                        .orElse(new Entry(candidate.name(), "", "", "", candidate.install())))
                .toList();
    }

    private static Entry entry(InstalledAgent here) {
        Agent agent = here.agent();
        String note = here.isTested() ? "" : "tested with " + agent.testedVersion();
        return new Entry(agent.name(), here.program().toString(), here.version(), note, agent.install());
    }

    /** Problems in definitions of custom agents, one sentence each. */
    public List<String> problems() {
        return agents.problems();
    }

    /** Things that installed agents need and this environment lacks, one sentence each. */
    public List<String> lacks() {
        return agents.installed().stream()
                .flatMap(here -> here.agent().missingSetup(environment).stream())
                .toList();
    }

    /** Variables that agents or checks may miss, with the programs that do not get them. */
    public String withheld() {
        List<Agent> here =
                agents.installed().stream().map(InstalledAgent::agent).toList();
        return new WithheldVariables(environment)
                .inWords(here, String.join(" ", CommandEnvironment.withheld(environment)));
    }

    /** Asks an installed agent for one word, read-only. This costs as much as one word costs. */
    public Answer ask(String name) throws InterruptedException {
        Agent agent = agents.byName(name).orElseThrow(() -> new IllegalArgumentException("no agent " + name));
        long began = System.nanoTime();
        try (AgentProbe word = AgentProbe.of(agent, environment)) {
            return word.ask(agents.program(agent).orElseThrow(() -> new IOException(agent.program() + " is gone")));
        } catch (IOException e) {
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Answer(false, seconds, null, "cannot ask " + name + ": " + FaultText.of(e));
        }
    }
}
