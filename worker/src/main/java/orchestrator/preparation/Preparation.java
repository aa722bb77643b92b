package orchestrator.preparation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.agent.registry.InstalledAgent;
import orchestrator.approval.Admission;
import orchestrator.crew.Crew;
import orchestrator.crew.CrewChoice;
import orchestrator.fault.FaultText;
import orchestrator.home.PathName;
import orchestrator.json.Json;
import orchestrator.launcher.HostParts;
import orchestrator.launcher.InheritedConversations;
import orchestrator.launcher.LongTexts;
import orchestrator.resume.CannotResume;
import orchestrator.resume.CarriedWork;
import orchestrator.resume.EarlierPlan;
import orchestrator.resume.EarlierSession;
import orchestrator.resume.EarlierSessions;
import orchestrator.resume.KeptRoles;
import orchestrator.session.SessionActivities.Carried;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.RoleAgent;
import orchestrator.session.request.SessionRequest;
import orchestrator.temporal.WorkflowLookup;
import orchestrator.text.Text;
import orchestrator.workspace.SessionKeys;
import org.jspecify.annotations.Nullable;

/** Looks at what a session needs before anything is started: target, workspace, agents. */
public final class Preparation {
    private static final int PROMPT_SHOWN_CHARACTERS = 2_000;

    private final HostParts parts;
    private final SessionKeys keys;
    private final Admission admission;
    private final EarlierSessions earlierSessions;
    private final CarriedWork carriedWork;

    public Preparation(HostParts parts, WorkflowLookup workflows, Admission admission) {
        this.parts = parts;
        this.keys = new SessionKeys(parts.home().sessions());
        this.admission = admission;
        this.earlierSessions = new EarlierSessions(parts, workflows);
        this.carriedWork = new CarriedWork(parts);
    }

    public Prepared prepare(PrepareRequest request) {
        String key = keys.keyOf(request.session(), request.execution());
        SessionRequest asked = request.request();
        String reference = parts.artifacts().put(Json.write(asked));
        try {
            if (admission.approval(key, request, reference).isPresent()) {
                return admitted(key, request, reference, earlier(key, asked));
            }
            String unsigned = admission.unsigned(request);
            return unsigned.isEmpty()
                    ? signed(key, request, reference)
                    : held(key, asked, reference, unsigned(key, unsigned), List.of());
        } catch (SessionRefused refusal) {
            return held(key, asked, reference, "", List.of()).refused(refusal.getMessage());
        }
    }

    private static String unsigned(String key, String why) {
        return "Is this session yours? Anyone who reaches Temporal could have asked for it: " + why
                + ". See what it is to do, and approve it: orchestrate approve " + key;
    }

    /** Where somebody has the key, nothing is missing but that the directories are trusted. */
    private Prepared signed(String key, PrepareRequest request, String reference) throws SessionRefused {
        EarlierSession earlier = earlier(key, request.request());
        SessionRequest whole = earlier == null ? request.request() : earlier.completing(request.request());
        List<String> untrusted = admission.untrusted(
                writable(whole.target(), "target"),
                writable(whole.workspace() == null ? whole.target() : whole.workspace(), "workspace"));
        if (untrusted.isEmpty()) return admitted(key, request, reference, earlier);
        String which = String.join(" and ", untrusted);
        String why = "Trust " + which + "? Agents run commands there. If so, type: "
                + untrusted.stream()
                        .map(directory -> "orchestrate trust " + directory)
                        .collect(Collectors.joining(" && "))
                + " – or for this session only: orchestrate approve " + key;
        return held(key, request.request(), reference, why, untrusted);
    }

    private @Nullable EarlierSession earlier(String key, SessionRequest asked) throws SessionRefused {
        try {
            return earlierSessions.find(asked.resumeFrom(), key).orElse(null);
        } catch (CannotResume e) {
            throw new SessionRefused(e.getMessage());
        }
    }

    private Prepared admitted(String key, PrepareRequest request, String reference, @Nullable EarlierSession earlier)
            throws SessionRefused {
        Prepared prepared = prepare(key, request.request(), reference, earlier);
        admission.admit(key, request, reference, prepared.requestArtifact());
        return prepared;
    }

    private Prepared prepare(String key, SessionRequest asked, String reference, @Nullable EarlierSession earlier)
            throws SessionRefused {
        SessionRequest whole = earlier == null ? asked : earlier.completing(asked);
        if (whole.prompt().isBlank()) throw new SessionRefused("there is nothing to do: the prompt is empty.");
        Path target = writable(whole.target(), "target");
        Path workspace = whole.workspace() == null ? target : writable(whole.workspace(), "workspace");
        AgentRegistry agents = parts.agents().prepare(key, target);
        CrewChoice.Chosen crew = crew(agents, asked, earlier);
        new KeptRoles(parts.home().session(key)).keep(crew.agents());
        return new Prepared(
                key,
                target.toString(),
                workspace.toString(),
                forHistory(whole),
                earlier == null ? reference : parts.artifacts().put(Json.write(whole)),
                earlier == null ? List.of() : carried(key, earlier, workspace),
                earlier == null ? List.of() : new EarlierPlan(parts.artifacts()).of(earlier.planned(), crew.agents()),
                LongTexts.shorten(parts.artifacts(), whole.prompt()),
                true,
                "",
                List.of(),
                admission.acceptsUnsigned(),
                "",
                crew.agents().entrySet().stream()
                        .map(entry -> new RoleAgent(entry.getKey(), entry.getValue()))
                        .toList(),
                crew.reason() + versions(agents, crew.agents().values()) + problems(agents),
                DirectoryId.of(workspace));
    }

    /** Of what is asked for nothing is looked at. */
    private Prepared held(String key, SessionRequest asked, String reference, String why, List<String> untrusted) {
        return new Prepared(
                key,
                asked.target(),
                asked.workspace() == null ? asked.target() : asked.workspace(),
                forHistory(asked),
                reference,
                List.of(),
                List.of(),
                "",
                false,
                why,
                untrusted,
                admission.acceptsUnsigned(),
                "",
                List.of(),
                "",
                "");
    }

    private static CrewChoice.Chosen crew(AgentRegistry agents, SessionRequest asked, @Nullable EarlierSession earlier)
            throws SessionRefused {
        CrewChoice choice = Crew.choose(
                earlier == null ? asked.agents() : earlier.members(asked, agents),
                earlier == null ? asked.roles() : earlier.roles(asked, agents),
                agents.candidates());
        if (choice instanceof CrewChoice.Refused refused) throw new SessionRefused(refused.reason() + problems(agents));
        return (CrewChoice.Chosen) choice;
    }

    private List<Carried> carried(String key, EarlierSession earlier, Path workspace) {
        List<CarriedWork.Work> works = carriedWork.of(earlier.planned(), workspace.toString());
        new InheritedConversations(parts.home().session(key))
                .keep(works.stream()
                        .map(CarriedWork.Work::inheritance)
                        .flatMap(Optional::stream)
                        .toList());
        return works.stream().map(CarriedWork.Work::carried).toList();
    }

    /** A long prompt is in the artifact, and must not be in the history twice. */
    private SessionRequest forHistory(SessionRequest request) {
        return LongTexts.isShort(request.prompt())
                ? request
                : request.withPrompt(Text.cut(request.prompt(), PROMPT_SHOWN_CHARACTERS));
    }

    /** Versions are said, those that were never tried too; none is refused for its version. Of those that tell one. */
    private static String versions(AgentRegistry agents, Collection<String> names) {
        String told = agents.installed(Set.copyOf(names)).stream()
                .filter(installed -> !installed.version().isEmpty())
                .map(InstalledAgent::inWords)
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? "" : ". " + told;
    }

    private static String problems(AgentRegistry agents) {
        return agents.problems().stream()
                .map(problem -> " Note: " + problem + ".")
                .collect(Collectors.joining());
    }

    private Path writable(String path, String what) throws SessionRefused {
        Path directory = Path.of(path);
        if (!directory.isAbsolute()) throw new SessionRefused("the " + what + " must be an absolute path, not " + path);
        if (!Files.exists(directory))
            throw new SessionRefused("the " + what + " " + path + " does not exist on this host.");
        if (!Files.isDirectory(directory))
            throw new SessionRefused("the " + what + " " + path + " is not a directory.");
        if (!Files.isWritable(directory))
            throw new SessionRefused("the " + what + " " + path + " cannot be written to.");
        try {
            Path real = directory.toRealPath();
            if (!PathName.hasControlCharacter(real)) return real;
            throw new SessionRefused("the " + what + " " + PathName.shown(real)
                    + " has a line break or another control character in its name. Give it another name.");
        } catch (IOException e) {
            throw new SessionRefused("the " + what + " " + path + " cannot be read: " + FaultText.of(e));
        }
    }
}
