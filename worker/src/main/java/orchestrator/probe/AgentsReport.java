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

/** Which agents this machine has, and whether they answer: for those who do not know how an agent is started and read. */
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
     * @param program absolute path; empty where it is not installed
     * @param version empty where it is not known
     * @param note what to know about this version; else empty
     * @param install what to type where it is missing
     */
    public record Entry(String name, String program, String version, String note, String install) {
        public boolean isInstalled() {
            return !program.isEmpty();
        }
    }

    /** How it went to ask an agent something; {@code reason} says what to do where it did not answer. */
    public record Answer(
            boolean good, double seconds, @Nullable Double costUsd, String reason) {}

    /** All but the demo's. */
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

    /** What is wrong with the definitions of agents of one's own, one sentence each. */
    public List<String> problems() {
        return agents.problems();
    }

    /** What an installed agent cannot start without and this environment lacks, one sentence each. */
    public List<String> lacks() {
        return agents.installed().stream()
                .flatMap(here -> here.agent().lacks(environment).stream())
                .toList();
    }

    /** Names of variables that agents' settings mention or that are keys of models, and who does not get them. */
    public String withheld() {
        List<Agent> here =
                agents.installed().stream().map(InstalledAgent::agent).toList();
        return new WithheldVariables(environment)
                .inWords(here, String.join(" ", CommandEnvironment.withheld(environment)));
    }

    /** Asks an installed agent for one word, without leave to write; this costs what one word costs. */
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
