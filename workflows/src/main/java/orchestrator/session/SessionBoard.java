package orchestrator.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import orchestrator.plan.Assignment;
import orchestrator.run.RunResult;
import orchestrator.run.Usage;
import orchestrator.session.AssignmentState.Status;
import org.jspecify.annotations.Nullable;

/** All state of one session, in one place. Knows no Temporal; time comes in as a parameter. */
final class SessionBoard {
    private static final int PROMPT_SHOWN_MAX = 2_000;

    private final String session;
    private final String execution;
    private final Instant startedAt;
    private final Map<String, Assignment> plan = new LinkedHashMap<>();
    private final Map<String, AssignmentState> states = new LinkedHashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final List<Control> controls = new ArrayList<>();
    private String key = "";
    private String prompt = "";
    private String request = "";
    private String resumedFrom = "";
    private String target = "";
    private String workspace = "";
    private String crew = "";
    private Phase phase = Phase.PREPARING;
    private Hold hold = Hold.NONE;
    private String reason = "";
    private String currentStep = "looking at the target and the agents";
    private @Nullable Instant endedAt;

    SessionBoard(String session, String execution, Instant startedAt) {
        this.session = session;
        this.execution = execution;
        this.startedAt = startedAt;
    }

    void asked(SessionRequest request) {
        prompt = request.prompt().length() > PROMPT_SHOWN_MAX
                ? request.prompt().substring(0, PROMPT_SHOWN_MAX)
                : request.prompt();
        target = request.target();
        workspace = request.workspace() == null ? request.target() : request.workspace();
    }

    void prepared(SessionActivities.Prepared prepared) {
        key = prepared.key();
        target = prepared.target();
        workspace = prepared.workspace();
        crew = prepared.crewReason();
    }

    void planned(List<Assignment> assignments) {
        Map<String, Integer> runsOfAgent = new HashMap<>();
        for (Assignment a : assignments) {
            String run = a.agent() + "-" + runsOfAgent.merge(a.agent(), 1, Integer::sum);
            plan.put(a.id(), a);
            states.put(
                    a.id(),
                    new AssignmentState(
                            a.id(),
                            run,
                            a.agent(),
                            a.role(),
                            a.title(),
                            a.weight(),
                            a.readOnly(),
                            List.copyOf(a.dependsOn()),
                            Status.WAITING,
                            0,
                            "",
                            Usage.NONE,
                            null,
                            null));
        }
    }

    void enter(Phase next, String step) {
        phase = next;
        currentStep = step;
        hold = Hold.NONE;
    }

    void hold(Hold.Kind kind, String why, Instant now) {
        hold = new Hold(kind, why, now, null);
    }

    void goOn() {
        hold = Hold.NONE;
    }

    void step(String step) {
        currentStep = step;
    }

    void controlled(Control control) {
        controls.add(control);
    }

    void started(String id, Instant now) {
        change(id, s -> with(s, Status.RUNNING, 1, "", s.usage(), now, null));
        currentStep = describeRunning();
    }

    void ended(String id, RunResult result, Instant now) {
        Status status = switch (result.outcome()) {
            case SUCCEEDED -> Status.DONE;
            case FAILED -> Status.FAILED;
            case STOPPED -> Status.STOPPED;
        };
        answers.put(id, result.answer());
        change(id, s -> with(s, status, result.launches(), result.reason(), result.usage(), s.startedAt(), now));
        currentStep = describeRunning();
    }

    /** What can never start any more is marked as stopped, with the reason. */
    void giveUpWaiting(String why, Instant now) {
        for (Assignment a : waiting()) {
            change(a.id(), s -> with(s, Status.STOPPED, 0, why, s.usage(), null, now));
        }
    }

    void finish(Phase end, String why, Instant now) {
        phase = end;
        reason = why;
        hold = Hold.NONE;
        currentStep = "";
        endedAt = now;
    }

    List<Assignment> waiting() {
        return withStatus(Status.WAITING);
    }

    List<Assignment> running() {
        return withStatus(Status.RUNNING);
    }

    Set<String> done() {
        return withStatus(Status.DONE).stream().map(Assignment::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Those that have ended without success, in the order of the plan. */
    List<AssignmentState> unsuccessful() {
        return states.values().stream()
                .filter(s -> s.status() == Status.FAILED || s.status() == Status.STOPPED)
                .toList();
    }

    /** Whether all that was planned has succeeded. */
    boolean isComplete() {
        return !plan.isEmpty() && done().size() == plan.size();
    }

    String answerOf(String id) {
        return answers.getOrDefault(id, "");
    }

    Assignment assignment(String id) {
        return plan.get(id);
    }

    AssignmentState state(String id) {
        return states.get(id);
    }

    Phase phase() {
        return phase;
    }

    Hold hold() {
        return hold;
    }

    String key() {
        return key;
    }

    String target() {
        return target;
    }

    Usage usage() {
        return states.values().stream().map(AssignmentState::usage).reduce(Usage.NONE, Usage::plus);
    }

    SessionState snapshot() {
        return new SessionState(
                session,
                key,
                execution,
                prompt,
                request,
                resumedFrom,
                target,
                workspace,
                phase,
                hold,
                reason,
                currentStep,
                crew,
                List.copyOf(states.values()),
                controls,
                usage(),
                progressPercent(),
                startedAt,
                endedAt);
    }

    private int progressPercent() {
        int total = Assignment.totalWeight(List.copyOf(plan.values()));
        if (total == 0) return 0;
        int done = states.values().stream()
                .filter(s -> s.status() == Status.DONE)
                .mapToInt(AssignmentState::weight)
                .sum();
        return 100 * done / total;
    }

    private String describeRunning() {
        return states.values().stream()
                .filter(s -> s.status() == Status.RUNNING)
                .map(s -> s.run() + " (" + s.role().wire() + "): " + s.title())
                .collect(Collectors.joining("; "));
    }

    private List<Assignment> withStatus(Status status) {
        return plan.values().stream()
                .filter(a -> states.get(a.id()).status() == status)
                .toList();
    }

    private void change(String id, UnaryOperator<AssignmentState> how) {
        states.compute(id, (k, s) -> how.apply(s));
    }

    private static AssignmentState with(
            AssignmentState s,
            Status status,
            int launches,
            String note,
            Usage usage,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {
        return new AssignmentState(
                s.id(),
                s.run(),
                s.agent(),
                s.role(),
                s.title(),
                s.weight(),
                s.readOnly(),
                s.dependsOn(),
                status,
                launches,
                note,
                usage,
                startedAt,
                endedAt);
    }
}
