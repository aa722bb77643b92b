package orchestrator.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.agent.AgentState;
import orchestrator.agent.StateDirectory;
import orchestrator.guard.Territory;

/**
 * What a sandbox is made for.
 *
 * @param data our data directory
 * @param directory of the launch
 * @param argv the agent's command; files of the launch that it names can be read
 * @param readOnly true if it must not change its workspace
 * @param territory where it may do what
 * @param opened directories that the user lets it change besides
 * @param state what its own program keeps
 * @param others what the programs of other vendors keep; hidden
 * @param environment of the agent
 */
public record SandboxedLaunch(
        Path data,
        Path directory,
        List<String> argv,
        boolean readOnly,
        Territory territory,
        List<Path> opened,
        AgentState state,
        List<StateDirectory> others,
        Map<String, String> environment) {
    public SandboxedLaunch {
        argv = List.copyOf(argv);
        opened = List.copyOf(opened);
        others = List.copyOf(others);
        environment = Map.copyOf(environment);
    }
}
