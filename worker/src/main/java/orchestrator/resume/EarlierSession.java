package orchestrator.resume;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.crew.Candidate;
import orchestrator.crew.Role;
import orchestrator.plan.Kind;
import orchestrator.session.Control;
import orchestrator.session.SessionState;
import orchestrator.session.request.SessionRequest;

/**
 * The session that a new one continues.
 *
 * @param planned this session, or else the newest one before it that planned anything
 * @param request the user's original request
 * @param crew the role of each agent; empty if it was not kept
 */
public record EarlierSession(SessionState state, SessionState planned, SessionRequest request, Map<Role, String> crew) {

    private static final String ABORT = "abort ";

    static boolean hasWork(SessionState state) {
        return state.assignments().stream().anyMatch(assignment -> assignment.kind() == Kind.WORK);
    }

    /**
     * Completes a request with the earlier one's values. A default time limit counts as not given. The earlier prompt
     * stays: the one that comes with a resume is cut for display.
     */
    public SessionRequest completing(SessionRequest asked) {
        boolean elsewhere = !asked.target().isEmpty()
                && !List.of(request.target(), state.target()).contains(asked.target());
        String earlierWorkspace = elsewhere ? null : request.workspace();
        SessionRequest usual = SessionRequest.of("", "");
        return new SessionRequest(
                request.prompt().isEmpty() ? asked.prompt() : request.prompt(),
                asked.target().isEmpty() ? request.target() : asked.target(),
                asked.workspace() == null ? earlierWorkspace : asked.workspace(),
                asked.agents().isEmpty() ? request.agents() : asked.agents(),
                asked.agents().isEmpty() && asked.roles().isEmpty() ? request.roles() : asked.roles(),
                asked.plan() == null ? request.plan() : asked.plan(),
                asked.verify() == null ? request.verify() : asked.verify(),
                asked.isolation() == null ? request.isolation() : asked.isolation(),
                asked.autonomy() == null ? request.autonomy() : asked.autonomy(),
                state.key(),
                asked.runMinutes() == usual.runMinutes() ? request.runMinutes() : asked.runMinutes(),
                asked.reviews() == null ? request.reviews() : asked.reviews(),
                asked.reviewEveryMinutes() == usual.reviewEveryMinutes()
                        ? request.reviewEveryMinutes()
                        : asked.reviewEveryMinutes(),
                asked.maxRounds() == null ? request.maxRounds() : asked.maxRounds(),
                asked.budget() == null ? request.budget() : asked.budget(),
                asked.setup() == null ? request.setup() : asked.setup(),
                asked.verifyMinutes() == usual.verifyMinutes() ? request.verifyMinutes() : asked.verifyMinutes(),
                asked.noWait() || request.noWait(),
                asked.confirm() == null ? request.confirm() : asked.confirm(),
                asked.sandbox() == null ? request.sandbox() : asked.sandbox(),
                asked.guard() == null ? request.guard() : asked.guard(),
                asked.message());
    }

    /** The candidates for the crew: the requested agents, else the earlier ones that are still installed. */
    public List<String> members(SessionRequest asked, AgentRegistry agents) {
        if (!asked.agents().isEmpty()) return asked.agents();
        if (!hasWork(planned) && crew.isEmpty()) return request.agents();
        return roles(asked, agents).values().stream().distinct().toList();
    }

    /** The role of each agent: as requested, else as before if the agent is still installed. */
    public Map<Role, String> roles(SessionRequest asked, AgentRegistry agents) {
        if (!asked.agents().isEmpty()) return asked.roles();
        Map<Role, String> roles = new EnumMap<>(Role.class);
        if (!hasWork(planned) && crew.isEmpty()) roles.putAll(request.roles());
        Set<String> installed = installed(agents);
        Map<Role, String> had = had();
        had.forEach((role, agent) -> {
            String who = isAborted(agent) ? otherThan(agent, had, installed) : agent;
            if (installed.contains(who)) roles.put(role, who);
        });
        roles.putAll(asked.roles());
        return roles;
    }

    /** The fixed plan has one assignment per role; the agent that took it over has the role. */
    private Map<Role, String> had() {
        boolean planByAgent = planned.teamwork().plan().source().equals("agent");
        if (!crew.isEmpty() && (planByAgent || !hasWork(planned))) return crew;
        Map<Role, String> had = new EnumMap<>(Role.class);
        planned.assignments().stream()
                .filter(assignment -> assignment.kind() == Kind.WORK)
                .forEach(assignment -> had.putIfAbsent(assignment.role(), assignment.agent()));
        return had;
    }

    /** An aborted agent stays out, unless the user asks for it or there is no other. */
    private boolean isAborted(String agent) {
        return Stream.of(state, planned)
                .flatMap(session -> session.controls().stream())
                .map(Control::action)
                .filter(action -> action.startsWith(ABORT))
                .map(action -> action.substring(ABORT.length()))
                .anyMatch(whom -> whom.equals(agent) || whom.matches(Pattern.quote(agent) + "-\\d+"));
    }

    private String otherThan(String aborted, Map<Role, String> had, Set<String> installed) {
        return Stream.concat(had.values().stream(), crew.values().stream())
                .filter(agent -> installed.contains(agent) && !isAborted(agent))
                .findFirst()
                .orElse(aborted);
    }

    private static Set<String> installed(AgentRegistry agents) {
        return agents.candidates().stream()
                .filter(Candidate::installed)
                .map(Candidate::name)
                .collect(Collectors.toSet());
    }
}
