package orchestrator.orchestration.control;

import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.OpenItems;
import orchestrator.orchestration.state.Progress;
import orchestrator.plan.Assignment;
import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerRequest;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.MessageRequest;
import orchestrator.session.OpenItem;

/** Refuses controls that make no sense now, with the reason. Changes nothing. */
public final class ControlChecks {
    private static final String STOPPING = "it is being stopped; try again when it has ended";

    private final LiveSession session;

    public ControlChecks(LiveSession session) {
        this.session = session;
    }

    void checkStop() {
        refuseIfOver();
    }

    void checkPause() {
        refuseIfOver();
        Progress progress = session.progress();
        if (progress.isPaused())
            throw new IllegalStateException(
                    "it is paused already: " + progress.hold().reason());
        if (session.controls().isStopWanted()) throw new IllegalStateException(STOPPING);
    }

    void checkResume(ControlRequest control) {
        refuseIfOver();
        if (session.controls().isStopWanted()) throw new IllegalStateException(STOPPING);
        Progress progress = session.progress();
        if (progress.isPaused() || !progress.runsWaitingForUsage().isEmpty()) return;
        List<OpenItem> open = session.items().open();
        if (open.stream().anyMatch(item -> !session.items().wantsCode(item.id(), control))) return;
        if (!open.isEmpty())
            throw new IllegalStateException(OpenItems.needsCode(open.get(0).id()));
        Hold hold = progress.hold();
        throw new IllegalStateException(
                hold.kind() == Hold.Kind.NONE
                        ? "nothing is paused; it is " + progress.phase().wire()
                        : "it is not paused. " + hold.reason());
    }

    void checkAnswer(AnswerRequest answer) {
        refuseIfOver();
        AnswerChecks.fitting(session, answer);
    }

    void checkMessage(MessageRequest request) {
        refuseIfOver();
        String refusal = refusalOf(request);
        if (refusal.isEmpty()) refusal = refusalOfReceiver(request.message().agent());
        if (!refusal.isEmpty()) throw new IllegalStateException(refusal);
    }

    /** Why a message can reach no agent; empty if it can. */
    String refusalOf(MessageRequest request) {
        if (session.controls().isStopWanted()) return STOPPING;
        if (session.controls().haveMessagesEnded())
            return "it is just ending; send the message again in a moment, and the session goes on with it";
        return request.message().problem();
    }

    /** Before the session is prepared, nobody knows its agents yet. */
    private String refusalOfReceiver(String agentOrRun) {
        List<String> crew = session.substitutes().crew();
        if (agentOrRun.isEmpty()
                || crew.isEmpty()
                || session.agentOf(agentOrRun).isPresent()) return "";
        return "the session has no agent or run `" + agentOrRun + "`; it has " + String.join(", ", crew);
    }

    void checkReview() {
        refuseIfOver();
        if (session.result().result() == null) {
            throw new IllegalStateException(
                    "there is nothing to review: its agents have no checkouts yet, or reviews are off");
        }
    }

    void checkAbort(AbortRequest request) {
        refuseIfOver();
        List<Assignment> aborted = abortable(session, request.agent());
        runThatWantsCode(session, aborted, request).ifPresent(run -> {
            throw new IllegalStateException(OpenItems.needsCode(run));
        });
        if (!aborted.isEmpty()) return;
        String atWork = session.assignments().all().stream()
                .filter(ControlChecks::isAtWork)
                .map(AssignmentState::run)
                .collect(Collectors.joining(", "));
        throw new IllegalStateException("no run of `" + request.agent() + "` is at work; at work "
                + (atWork.isEmpty() ? "is none" : "are: " + atWork));
    }

    /** The assignments of this agent, or of this run, that are at work or need the user. */
    static List<Assignment> abortable(LiveSession session, String agentOrRun) {
        return session.assignments().all().stream()
                .filter(ControlChecks::isAtWork)
                .filter(s -> s.agent().equals(agentOrRun) || s.run().equals(agentOrRun))
                .map(s -> session.assignments().assignment(s.id()))
                .toList();
    }

    /** The first of these runs that has an open item whose code this abort lacks. */
    static Optional<String> runThatWantsCode(LiveSession session, List<Assignment> aborted, AbortRequest request) {
        return aborted.stream()
                .map(a -> session.assignments().state(a.id()).run())
                .filter(run -> session.items().wantsCode(run, request))
                .findFirst();
    }

    private static boolean isAtWork(AssignmentState state) {
        return state.status() == Status.RUNNING || state.status() == Status.NEEDS_YOU;
    }

    /**
     * Why a signal comes too late; empty before the end. In executions of an earlier release it still changed the state of
     * an ended session, which was in no log.
     */
    String refusalOfLate(String control) {
        if (!isOver()
                || Workflow.getVersion("refuses-controls-after-the-end", Workflow.DEFAULT_VERSION, 1)
                        == Workflow.DEFAULT_VERSION) return "";
        return control + " comes too late; " + over();
    }

    private void refuseIfOver() {
        if (isOver()) throw new IllegalStateException(over());
    }

    private boolean isOver() {
        return session.progress().phase().isFinal();
    }

    private String over() {
        return "the session is over: " + session.progress().phase().wire();
    }
}
