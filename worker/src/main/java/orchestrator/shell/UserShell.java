package orchestrator.shell;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.environment.AgentEnvironment;
import orchestrator.environment.CommandEnvironment;
import orchestrator.environment.VariableNames;
import orchestrator.home.Home;
import orchestrator.lineage.Proc;

/** The environment of a caller, for processes that outlive the call. */
public final class UserShell {
    /** Set for one launch of an agent that calls us: its processes would be taken for the agent's, and ended with it. */
    private static final VariableNames OF_A_LAUNCH = VariableNames.of(
            Proc.MARKER,
            "ORCHESTRATOR_ROLE",
            "ORCHESTRATOR_LAUNCH",
            "ORCHESTRATOR_CONVERSATION",
            "ORCHESTRATOR_RESUME",
            "ORCHESTRATOR_READ_ONLY");

    /** To ask the agents what counts takes longer than to see that nothing else differs. */
    private static final VariableNames OF_THE_TERMINAL = VariableNames.of(
            "PWD",
            "OLDPWD",
            "SHLVL",
            "_",
            "TERM*",
            "COLUMNS",
            "LINES",
            "SSH_CLIENT",
            "SSH_CONNECTION",
            "SSH_TTY",
            "TMUX*",
            "WINDOWID",
            "LC_*",
            "LANG",
            "XDG_SESSION_*",
            "TEMPORAL_*",
            "ORCHESTRATOR_HOME",
            "ORCHESTRATOR_PORT");

    /** Variables that checks commonly need. */
    private static final VariableNames OF_CHECKS = VariableNames.of(
            "SSH_AUTH_SOCK",
            "DATABASE_URL",
            "DOCKER_HOST",
            "DOCKER_CONTEXT",
            "KUBECONFIG",
            "PGHOST",
            "PGPORT",
            "PGUSER",
            "PGPASSWORD",
            "GITHUB_TOKEN",
            "GH_TOKEN",
            "NPM_TOKEN",
            VariableNames.PASS);

    private static final VariableNames ALL = VariableNames.of("*");

    private final boolean isAnAgents;
    private final Map<String, String> environment;

    private UserShell(Map<String, String> caller) {
        isAnAgents = caller.containsKey(Proc.MARKER);
        environment = new TreeMap<>(caller);
        environment.keySet().removeIf(name -> OF_A_LAUNCH.has(name) || CommandEnvironment.isOfAHook(name));
    }

    public static UserShell of(Map<String, String> caller) {
        return new UserShell(caller);
    }

    /** Without what a launch of an agent or a hook of git has set: that belongs to the place of the call. */
    public Map<String, String> lasting() {
        return Map.copyOf(environment);
    }

    /** What a worker with this environment lacks. What an agent has is what we gave it, and nothing new. */
    public Optional<EnvironmentChange> brings(Home home, Map<String, String> worker) {
        if (isAnAgents || EnvironmentChange.of(worker, environment, ALL).isNothingBut(OF_THE_TERMINAL)) {
            return Optional.empty();
        }
        return Optional.of(EnvironmentChange.of(worker, environment, relevant(home)))
                .filter(change -> !change.isNone());
    }

    private VariableNames relevant(Home home) {
        VariableNames agents = new VariableNames(
                AgentRegistry.open(home.directory(), environment).inherited(environment));
        return AgentEnvironment.lasting().and(agents).and(OF_CHECKS).and(VariableNames.passed(environment));
    }

    /** Both together: these variables over the worker's, and this PATH before what else the worker's has. */
    public Map<String, String> over(Map<String, String> worker) {
        return EnvironmentChange.union(worker, environment);
    }
}
