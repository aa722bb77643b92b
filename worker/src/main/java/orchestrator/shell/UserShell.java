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

/** The environment of the calling shell, for processes that outlive the call. */
public final class UserShell {
    /**
     * Set for one launch, if an agent calls us. A process that inherits them would count as the agent's and be ended
     * with it.
     */
    private static final VariableNames OF_A_LAUNCH = VariableNames.of(
            Proc.MARKER,
            "ORCHESTRATOR_ROLE",
            "ORCHESTRATOR_LAUNCH",
            "ORCHESTRATOR_CONVERSATION",
            "ORCHESTRATOR_RESUME",
            "ORCHESTRATOR_READ_ONLY");

    /** These differ between terminals. If nothing else differs, the slow question to the agents is not needed. */
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
            "ORCHESTRATOR_PORT",
            "ORCHESTRATOR_PUBLIC_URL");

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

    /** The caller's variables, except those set for one agent launch or one git hook. */
    public Map<String, String> lasting() {
        return Map.copyOf(environment);
    }

    /**
     * Variables that a worker with this environment lacks. Empty if an agent calls: its environment came from the
     * worker.
     */
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

    /** Merges both: the caller's variables win, and its PATH entries come before the worker's. */
    public Map<String, String> over(Map<String, String> worker) {
        return EnvironmentChange.union(worker, environment);
    }
}
