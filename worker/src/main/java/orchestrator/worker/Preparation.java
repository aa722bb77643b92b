package orchestrator.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.agent.Agents;
import orchestrator.agent.Installed;
import orchestrator.home.Trust;
import orchestrator.plan.Crew;
import orchestrator.plan.CrewChoice;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.RoleAgent;
import orchestrator.session.SessionRequest;
import orchestrator.workspace.SessionKeys;

/** Looks at what a session needs before anything is started: target, workspace, agents. */
final class Preparation {
    private final HostParts parts;
    private final SessionKeys keys;
    private final Trust trust;

    Preparation(HostParts parts) {
        this.parts = parts;
        this.keys = new SessionKeys(parts.home().sessions());
        this.trust = Trust.of(parts.home());
    }

    Prepared prepare(PrepareRequest request) {
        String key = keys.keyOf(request.session(), request.execution());
        SessionRequest asked = request.request();
        try {
            Path target = writable(asked.target(), "target");
            Path workspace = asked.workspace() == null ? target : writable(asked.workspace(), "workspace");
            Agents agents = parts.agents().prepare(key, target);
            CrewChoice choice = Crew.choose(asked.agents(), asked.roles(), agents.candidates());
            if (choice instanceof CrewChoice.Refused refused) throw new Refusal(refused.reason() + problems(agents));
            CrewChoice.Chosen crew = (CrewChoice.Chosen) choice;
            return new Prepared(
                    key,
                    target.toString(),
                    workspace.toString(),
                    asked,
                    "",
                    List.of(),
                    Artifacts.shorten(parts.log(), asked.prompt()),
                    trust.holds(target) && trust.holds(workspace),
                    "",
                    crew.agents().entrySet().stream()
                            .map(entry -> new RoleAgent(entry.getKey(), entry.getValue()))
                            .toList(),
                    crew.reason() + ". " + versions(agents, crew.agents().values()) + problems(agents),
                    "");
        } catch (Refusal refusal) {
            return new Prepared(
                    key,
                    asked.target(),
                    asked.target(),
                    asked,
                    "",
                    List.of(),
                    "",
                    false,
                    refusal.getMessage(),
                    List.of(),
                    "",
                    "");
        }
    }

    /** Versions are said, those that were never tried too; none is refused for its version. */
    private static String versions(Agents agents, Collection<String> names) {
        return agents.installed(Set.copyOf(names)).stream()
                .map(Installed::inWords)
                .collect(Collectors.joining(", "));
    }

    private static String problems(Agents agents) {
        return agents.problems().stream()
                .map(problem -> " Note: " + problem + ".")
                .collect(Collectors.joining());
    }

    private Path writable(String path, String what) throws Refusal {
        Path directory = Path.of(path);
        if (!directory.isAbsolute()) throw new Refusal("the " + what + " must be an absolute path, not " + path);
        if (!Files.exists(directory)) throw new Refusal("the " + what + " " + path + " does not exist on this host.");
        if (!Files.isDirectory(directory)) throw new Refusal("the " + what + " " + path + " is not a directory.");
        if (!Files.isWritable(directory)) throw new Refusal("the " + what + " " + path + " cannot be written to.");
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new Refusal("the " + what + " " + path + " cannot be read: " + e.getMessage());
        }
    }

    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        Refusal(String why) {
            super(why);
        }
    }
}
