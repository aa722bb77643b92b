package orchestrator.orchestration.followup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.journal.Journal;
import orchestrator.orchestration.state.CurrentCrew;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.OpenItem;
import orchestrator.session.request.UserMessage;
import orchestrator.work.ActiveRuns;
import orchestrator.work.Assignments;

/**
 * Passes the user's messages on: into the work that an agent has yet to begin, or as an assignment of their own in the
 * agent's conversation.
 */
public final class UserMessages {
    private final LiveSession session;
    private final CurrentCrew crew;
    private final ActiveRuns runs;
    private final FixAssignments fixes;
    private final Journal journal;

    public UserMessages(LiveSession session, CurrentCrew crew, ActiveRuns runs, FixAssignments fixes, Journal journal) {
        this.session = session;
        this.crew = crew;
        this.runs = runs;
        this.fixes = fixes;
        this.journal = journal;
    }

    /** Until there is a plan, and the user has approved it if it needs that, messages wait for it. */
    public void apply() {
        if (isPlanning()) return;
        session.controls().takeMessages().forEach(this::passOn);
    }

    private boolean isPlanning() {
        if (session.items().isOpen(OpenItem.Kind.PLAN)) return true;
        return session.assignments().plan().stream()
                .filter(a -> a.kind() == Kind.PLAN)
                .anyMatch(a -> !List.of(Status.DONE, Status.FAILED, Status.STOPPED)
                        .contains(session.assignments().state(a.id()).status()));
    }

    private void passOn(UserMessage message) {
        Map<Role, String> now = crew.now();
        String agent = message.agent().isEmpty()
                ? now.get(Role.IMPLEMENTER)
                : session.agentOf(message.agent()).orElse("");
        if (agent.isEmpty()) {
            journal.add(EventType.ERROR, "a message was not passed on: the session has no agent " + message.agent());
            return;
        }
        Optional<Assignment> toBegin = notBegun(agent);
        if (toBegin.isPresent()) {
            String id = toBegin.get().id();
            session.assignments().instruct(id, "The user adds: " + String.join("\n", message.points()));
            journal.add(EventType.STATUS, "the user's message goes to " + agent + " with " + id);
            return;
        }
        Role role = now.entrySet().stream()
                .filter(entry -> entry.getValue().equals(agent))
                .map(Map.Entry::getKey)
                .reduce((first, second) -> first == Role.IMPLEMENTER ? first : second)
                .orElse(Role.IMPLEMENTER);
        Assignment sent = fixes.passOn(message.points(), role, agent);
        String when = message.interrupt() ? interrupt(sent) : wait(sent);
        journal.add(EventType.STATUS, "the user's message goes to " + agent + " as " + sent.id() + when);
    }

    /** The planned work of an agent that has not worked yet. */
    private Optional<Assignment> notBegun(String agent) {
        Assignments all = session.assignments();
        boolean hasBegun = all.plan().stream()
                .filter(a -> a.isWriting() && a.agent().equals(agent))
                .anyMatch(a -> all.state(a.id()).status() != Status.WAITING);
        if (hasBegun) return Optional.empty();
        return all.withStatus(Status.WAITING).stream()
                .filter(a -> a.kind() == Kind.WORK && a.agent().equals(agent))
                .findFirst();
    }

    /** What holds the message back, in words; empty if nothing does. */
    private String wait(Assignment sent) {
        boolean isBusy = runs.writing().stream().anyMatch(a -> a.agent().equals(sent.agent()));
        if (isBusy) return ", after its current turn";
        boolean asks =
                session.items().isOpen(OpenItem.Kind.REVIEW) || session.items().isOpen(OpenItem.Kind.BUDGET);
        return asks ? ", once the open question is answered" : "";
    }

    private String interrupt(Assignment sent) {
        List<Assignment> busy = runs.writing().stream()
                .filter(a -> a.agent().equals(sent.agent()))
                .toList();
        for (Assignment assignment : busy) {
            session.assignments().interrupt(assignment.id(), "the user has sent a message");
            session.assignments().addDependency(assignment.id(), sent.id());
            runs.stop(assignment.id(), "the user has sent a message");
        }
        return busy.isEmpty() ? wait(sent) : ", and its current turn is interrupted";
    }
}
