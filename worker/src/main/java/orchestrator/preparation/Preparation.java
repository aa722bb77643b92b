package orchestrator.preparation;

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
import orchestrator.home.WorkDirectory;
import orchestrator.json.Json;
import orchestrator.launcher.HostContext;
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

/** Checks target, workspace and agents of a session before anything starts. */
public final class Preparation {
    private static final int PROMPT_SHOWN_CHARACTERS = 2_000;

    private final HostContext host;
    private final SessionKeys keys;
    private final Admission admission;
    private final EarlierSessions earlierSessions;
    private final CarriedWork carriedWork;

    public Preparation(HostContext host, WorkflowLookup workflows, Admission admission) {
        this.host = host;
        this.keys = new SessionKeys(host.home().sessions());
        this.admission = admission;
        this.earlierSessions = new EarlierSessions(host, workflows);
        this.carriedWork = new CarriedWork(host);
    }

    public Prepared prepare(PrepareRequest request) {
        String key = keys.keyOf(request.session(), request.execution());
        SessionRequest asked = request.request();
        String reference = host.artifacts().put(Json.write(asked));
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
                + ". See what it would do, and approve it: orchestrate approve " + key;
    }

    /** A signed request only needs trusted directories. */
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
            return earlierSessions.find(asked, key).orElse(null);
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
        if (whole.prompt().isBlank())
            throw new SessionRefused("there is nothing to do: the prompt is empty. Say what to do.");
        Path target = writable(whole.target(), "target");
        Path workspace = whole.workspace() == null ? target : writable(whole.workspace(), "workspace");
        AgentRegistry agents = host.agents().prepare(key, target);
        CrewChoice.Chosen crew = crew(agents, asked, earlier);
        SetupFindings found = findings(agents, crew.agents().values(), List.of(target, workspace));
        if (!found.obstacles().isEmpty()) throw new SessionRefused(String.join("; and ", found.obstacles()) + ".");
        new KeptRoles(host.home().session(key)).keep(crew.agents());
        return new Prepared(
                key,
                target.toString(),
                workspace.toString(),
                forHistory(whole),
                earlier == null ? reference : host.artifacts().put(Json.write(whole)),
                earlier == null ? List.of() : carried(key, earlier, workspace),
                earlier == null ? List.of() : new EarlierPlan(host.artifacts()).of(earlier.planned(), crew.agents()),
                LongTexts.shorten(host.artifacts(), whole.prompt()),
                true,
                "",
                List.of(),
                admission.acceptsUnsigned(),
                "",
                crew.agents().entrySet().stream()
                        .map(entry -> new RoleAgent(entry.getKey(), entry.getValue()))
                        .toList(),
                crew.reason() + versions(agents, crew.agents().values()) + problems(agents) + notes(found),
                DirectoryId.of(workspace));
    }

    /** Nothing is inspected before approval. */
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
        new InheritedConversations(host.home().session(key))
                .keep(works.stream()
                        .map(CarriedWork.Work::inheritance)
                        .flatMap(Optional::stream)
                        .toList());
        return works.stream().map(CarriedWork.Work::carried).toList();
    }

    /** A long prompt stays in its artifact; the history gets only its beginning, which users see. */
    private SessionRequest forHistory(SessionRequest request) {
        Optional<String> kept = host.artifacts().get(request.prompt());
        if (kept.isEmpty() && LongTexts.isShort(request.prompt())) return request;
        return request.withPrompt(Text.cut(kept.orElse(request.prompt()), PROMPT_SHOWN_CHARACTERS));
    }

    private SetupFindings findings(AgentRegistry agents, Collection<String> names, List<Path> directories) {
        return SetupFindings.of(
                directories.stream()
                        .distinct()
                        .map(directory -> DirectoryFacts.of(directory, host.environment()))
                        .toList(),
                agents.installed(Set.copyOf(names)).stream()
                        .map(installed -> AgentFacts.of(installed, host.environment()))
                        .toList());
    }

    private static String notes(SetupFindings found) {
        return found.notes().stream().map(note -> " Note: " + note + ".").collect(Collectors.joining());
    }

    /** Names each agent's version, if known. No agent is refused for its version. */
    private static String versions(AgentRegistry agents, Collection<String> names) {
        String known = agents.installed(Set.copyOf(names)).stream()
                .filter(installed -> !installed.version().isEmpty())
                .map(InstalledAgent::inWords)
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "" : ". " + known;
    }

    private static String problems(AgentRegistry agents) {
        return agents.problems().stream()
                .map(problem -> " Note: " + problem + ".")
                .collect(Collectors.joining());
    }

    private static Path writable(String path, String what) throws SessionRefused {
        try {
            return WorkDirectory.check(path, "the " + what);
        } catch (WorkDirectory.Unusable e) {
            throw new SessionRefused(e.words());
        }
    }
}
