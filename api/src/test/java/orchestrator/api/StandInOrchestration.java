package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.crew.Role;
import orchestrator.host.Host;
import orchestrator.launch.GuardReport;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import orchestrator.plan.Assignment;
import orchestrator.plan.EditedPlan;
import orchestrator.plan.Kind;
import orchestrator.plan.ProposedPlan;
import orchestrator.run.RunReports;
import orchestrator.run.RunResult;
import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerRequest;
import orchestrator.session.Control;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.MessageRequest;
import orchestrator.session.OpenItem;
import orchestrator.session.Orchestration;
import orchestrator.session.Phase;
import orchestrator.session.SessionControls;
import orchestrator.session.SessionQueries;
import orchestrator.session.SessionState;
import orchestrator.session.SignedState;
import orchestrator.session.Summary;
import orchestrator.session.Teamwork;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * A session that works until it is stopped, with the one agent {@code scripted}, and keeps nothing in the archive. The
 * prompt {@code fail} makes it fail, {@code finish} makes it end at once, {@code stubborn} makes it refuse to stop, and
 * {@code lingers} lets it show its end a second before it closes. With {@code asks} it has one open item, with
 * {@code asks twice} two, and with {@code asks about a plan} one about a plan.
 */
public final class StandInOrchestration implements Orchestration, SessionControls, SessionQueries, RunReports {
    private static final ProposedPlan PLAN = new ProposedPlan(
            "plan-1",
            List.of("scripted"),
            List.of(
                    new Assignment(
                            "code", Kind.WORK, Role.IMPLEMENTER, "scripted", "Code", "write it", 60, false, Set.of()),
                    new Assignment(
                            "check",
                            Kind.WORK,
                            Role.REVIEWER,
                            "scripted",
                            "Check",
                            "check it",
                            40,
                            false,
                            Set.of("code"))));

    private JsonNode request = MissingNode.getInstance();
    private Phase phase = Phase.WORKING;
    private Hold hold = Hold.NONE;
    private List<Control> controls = List.of();
    private List<OpenItem> items = List.of();

    @Override
    public SessionState run(@Nullable Incoming given, @Nullable Carried carried) {
        request = Incoming.orNothing(given).json();
        if (prompt().equals("asks")) items = List.of(Team.item("review-1"));
        if (prompt().equals("asks for a code")) items = List.of(Team.itemWithCode("review-1"));
        if (prompt().equals("asks twice")) items = List.of(Team.item("review-1"), Team.item("review-2"));
        if (prompt().equals("asks about a plan")) items = List.of(Team.item(PLAN.item()));
        if (!items.isEmpty()) hold = new Hold(Hold.Kind.NEEDS_YOU, "a reviewer still objects", now(), null);
        if (prompt().equals("fail"))
            throw ApplicationFailure.newNonRetryableFailure("the target is on fire", "Refused");
        if (!prompt().equals("finish")) Workflow.await(() -> phase == Phase.STOPPED);
        if (phase != Phase.STOPPED) phase = Phase.DONE;
        if (prompt().equals("lingers")) Workflow.sleep(Duration.ofSeconds(1));
        return state();
    }

    @Override
    public void stopSignal(@Nullable Incoming control) {
        phase = Phase.STOPPED;
    }

    @Override
    public SessionState stop(@Nullable Incoming sent) {
        ControlRequest control = ControlRequest.of(Incoming.orNothing(sent), "update");
        phase = Phase.STOPPED;
        record("stop", control);
        return state();
    }

    @Override
    public void validateStop(@Nullable Incoming sent) {
        if (prompt().equals("stubborn")) throw new IllegalStateException("it does not want to");
    }

    @Override
    public void pauseSignal(@Nullable Incoming control) {
        hold = new Hold(Hold.Kind.PAUSED, "paused by a signal", now(), null);
    }

    @Override
    public SessionState pause(@Nullable Incoming sent) {
        ControlRequest control = ControlRequest.of(Incoming.orNothing(sent), "update");
        hold = new Hold(Hold.Kind.PAUSED, "paused by " + control.by(), now(), null);
        record("pause", control);
        return state();
    }

    @Override
    public void validatePause(@Nullable Incoming sent) {
        if (hold.kind() == Hold.Kind.PAUSED) throw new IllegalStateException("it is paused already");
    }

    @Override
    public void resumeSignal(@Nullable Incoming control) {
        hold = Hold.NONE;
    }

    @Override
    public SessionState resume(@Nullable Incoming sent) {
        ControlRequest control = ControlRequest.of(Incoming.orNothing(sent), "update");
        hold = Hold.NONE;
        record("resume", control);
        return state();
    }

    @Override
    public void validateResume(@Nullable Incoming sent) {
        if (hold.kind() == Hold.Kind.NONE) throw new IllegalStateException("nothing stands still");
    }

    @Override
    public void abortSignal(@Nullable Incoming control) {
        record(
                "abort",
                new ControlRequest(
                        "", "signal", Incoming.orNothing(control).json().toString()));
    }

    @Override
    public SessionState abort(@Nullable Incoming sent) {
        AbortRequest abort = AbortRequest.of(Incoming.orNothing(sent), "update");
        record("abort " + abort.agent(), new ControlRequest(abort.by(), abort.via(), abort.reason()));
        return state();
    }

    @Override
    public void answerSignal(@Nullable Incoming answer) {
        record(
                "answer",
                new ControlRequest(
                        "", "signal", Incoming.orNothing(answer).json().toString()));
    }

    @Override
    public SessionState answer(@Nullable Incoming sent) {
        AnswerRequest answer = AnswerRequest.of(Incoming.orNothing(sent), "update");
        items = items.stream()
                .map(item -> isMeant(item, answer) ? answered(item, answer) : item)
                .toList();
        if (open().isEmpty()) hold = Hold.NONE;
        String said = answer.plan() == null ? answer.text() : answer.plan().toString();
        record("answer " + answer.choice(), new ControlRequest(answer.by(), answer.via(), said));
        return state();
    }

    @Override
    public void validateAnswer(@Nullable Incoming sent) {
        AnswerRequest answer = AnswerRequest.of(Incoming.orNothing(sent), "update");
        if (open().isEmpty()) throw new IllegalStateException("nothing waits for an answer");
        String wrong = answer.plan() == null
                ? ""
                : EditedPlan.read(answer.plan(), Set.copyOf(PLAN.agents())).problem();
        if (!wrong.isEmpty()) throw new IllegalStateException("the edited plan cannot be used: " + wrong);
        if (open().get(0).needsCode() && !answer.confirmed()) throw new IllegalStateException("it needs a code");
        if (open().size() > 1 && answer.item().isEmpty()) {
            throw new IllegalStateException("several items are open, name one of them: review-1, review-2");
        }
        boolean offered =
                answer.choice().isEmpty() || List.of("fix", "accept", "stop").contains(answer.choice());
        if (!offered)
            throw new IllegalStateException("`" + answer.choice() + "` cannot be chosen; fix, accept, stop can");
    }

    private List<OpenItem> open() {
        return items.stream().filter(OpenItem::isOpen).toList();
    }

    private static boolean isMeant(OpenItem item, AnswerRequest answer) {
        return answer.item().isEmpty() || answer.item().equals(item.id());
    }

    private static OpenItem answered(OpenItem item, AnswerRequest by) {
        String choice = by.choice().isEmpty() ? "fix" : by.choice();
        OpenItem.Answer answer = new OpenItem.Answer(choice, by.text(), by.by(), by.via(), now());
        return new OpenItem(
                item.id(),
                item.kind(),
                item.question(),
                item.said(),
                item.choices(),
                item.since(),
                answer,
                item.needsCode(),
                item.call());
    }

    @Override
    public void messageSignal(@Nullable Incoming sent) {
        message(sent);
    }

    @Override
    public SessionState message(@Nullable Incoming sent) {
        MessageRequest request = MessageRequest.of(Incoming.orNothing(sent), "update");
        ControlRequest by = request.control();
        record(
                "message",
                new ControlRequest(
                        by.by(), by.via(), String.join("; ", request.message().points())));
        return state();
    }

    @Override
    public void validateMessage(@Nullable Incoming sent) {}

    @Override
    public void reviewSignal(@Nullable Incoming control) {
        record(
                "review",
                new ControlRequest(
                        "", "signal", Incoming.orNothing(control).json().toString()));
    }

    @Override
    public SessionState review(@Nullable Incoming sent) {
        ControlRequest control = ControlRequest.of(Incoming.orNothing(sent), "update");
        record("review", control);
        return state();
    }

    @Override
    public void validateReview(@Nullable Incoming sent) {
        if (hold.kind() == Hold.Kind.PAUSED) throw new IllegalStateException("it is paused");
    }

    @Override
    public void notice(String run, Notice notice) {}

    @Override
    public void used(String run, Usage usage) {}

    @Override
    public void waits(String run, @Nullable Instant until) {}

    @Override
    public void validateAbort(@Nullable Incoming sent) {
        AbortRequest abort = AbortRequest.of(Incoming.orNothing(sent), "update");
        if (abort.agent().equals("scripted") || abort.agent().equals("scripted-1")) return;
        throw new IllegalStateException("there is no agent `" + abort.agent() + "`; at work is scripted (scripted-1)");
    }

    @Override
    public void ended(String key, String run, RunResult result) {}

    @Override
    public void guarded(String run, Host host, GuardReport report) {
        // Nothing runs here.
    }

    @Override
    public void needsYou(String run, String reason) {
        hold = new Hold(Hold.Kind.NEEDS_YOU, reason, now(), null);
    }

    private void record(String action, ControlRequest control) {
        List<Control> all = new ArrayList<>(controls);
        all.add(new Control(action, control.by(), control.via(), control.reason(), now()));
        controls = List.copyOf(all);
    }

    @Override
    public SessionState state() {
        WorkflowInfo info = Workflow.getInfo();
        String id = info.getWorkflowId();
        Instant started = Instant.ofEpochMilli(info.getRunStartedTimestampMillis());
        return new SessionState(
                id,
                key(id, info.getFirstExecutionRunId()),
                info.getFirstExecutionRunId(),
                prompt(),
                "",
                resumedFrom(),
                request.path("target").asText(""),
                request.path("target").asText(""),
                phase,
                hold,
                "",
                "pretending to work",
                "5: scripted alone",
                List.of(),
                controls,
                Usage.NONE,
                10,
                started,
                phase.isFinal() ? started : null,
                items.isEmpty() ? Teamwork.NONE : Team.with(items),
                0);
    }

    @Override
    public SignedState signedState() {
        return new SignedState(state());
    }

    @Override
    public ProposedPlan proposedPlan() {
        return open().stream().anyMatch(item -> item.id().equals(PLAN.item()))
                ? PLAN
                : new ProposedPlan("", List.of("scripted"), List.of());
    }

    @Override
    public Summary summary() {
        return new Summary(phase.wire());
    }

    /** A second execution of an id gets its own key. */
    private String key(String id, String execution) {
        String first = id.matches("[A-Za-z0-9_-]+") ? id : "k-" + Integer.toHexString(id.hashCode());
        return resumedFrom().isEmpty() ? first : first + "-" + execution.substring(0, 8);
    }

    private String resumedFrom() {
        return request.path("resumeFrom").asText("");
    }

    private String prompt() {
        return request.path("prompt").asText("");
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
