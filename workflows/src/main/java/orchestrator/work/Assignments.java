package orchestrator.work;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import orchestrator.launch.Usage;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.run.Handover;
import orchestrator.run.RunProgress;
import orchestrator.run.RunResult;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import org.jspecify.annotations.Nullable;

/** The plan of a session and how each of its assignments goes, in the order of the plan. */
public final class Assignments {
    private final Map<String, Assignment> plan = new LinkedHashMap<>();
    private final Map<String, AssignmentState> states = new LinkedHashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, RunProgress> beginnings = new HashMap<>();
    private final Map<String, AssignmentState> takenFrom = new HashMap<>();
    private final Map<String, String> conversations = new HashMap<>();
    private final Map<String, Integer> runsOfAgent = new HashMap<>();
    private Usage usageOfEarlierRuns = Usage.NONE;

    public void planned(List<Assignment> assignments) {
        for (Assignment a : assignments) {
            plan.put(a.id(), a);
            states.put(a.id(), waiting(a, nextRun(a.agent()), ""));
        }
    }

    /** It was done in the session that this one resumes. */
    public void done(String id, String answer, String where) {
        answers.put(id, answer);
        change(id, s -> with(s, Status.DONE, 0, where, Usage.NONE, null, null));
    }

    /** Its first launch takes up what another run has left. */
    public void begins(String id, RunProgress beginning) {
        beginnings.put(id, beginning);
    }

    @Nullable
    public RunProgress beginning(String id) {
        return beginnings.get(id);
    }

    public void started(String id, Instant now) {
        change(id, s -> with(s, Status.RUNNING, 1, "", s.usage(), now, null));
    }

    public boolean isAtWork(String run) {
        return states.values().stream().anyMatch(s -> s.run().equals(run) && s.status() == Status.RUNNING);
    }

    public void ended(String id, RunResult result, Instant now) {
        Status status = switch (result.outcome()) {
            case SUCCEEDED -> Status.DONE;
            case FAILED -> Status.FAILED;
            case STOPPED -> Status.STOPPED;
            case NEEDS_YOU -> Status.NEEDS_YOU;
        };
        answers.put(id, result.answer());
        Assignment ended = assignment(id);
        if (ended.isWriting() && result.conversation() != null) conversations.put(ended.agent(), result.conversation());
        if (status == Status.NEEDS_YOU) begins(id, takingUp(result.conversation(), result.reason()));
        change(id, s -> with(s, status, result.launches(), result.reason(), used(s, result), s.startedAt(), now));
    }

    /** Of a run that was lost nothing is known but what it has told. */
    private static Usage used(AssignmentState s, RunResult result) {
        boolean isLost = s.usage().allTokens() > result.usage().allTokens();
        return isLost ? s.usage().atLeast() : result.usage();
    }

    /** What its run has used so far. */
    public void using(String run, Usage usage) {
        states.replaceAll((id, s) -> s.run().equals(run) && s.status() == Status.RUNNING
                ? with(s, s.status(), s.launches(), s.note(), usage, s.startedAt(), s.endedAt())
                : s);
    }

    /** A new run of the same agent takes the assignment up where the last one has given up. */
    public void again(String id, String note, String text) {
        giveTo(id, assignment(id).agent(), note);
        if (!text.isEmpty()) plan.put(id, assignment(id).told("The user says: " + text));
    }

    /** A new run of the same agent goes on in that conversation, with more to do; a new one where it is null. */
    public void goesOn(String id, @Nullable String conversation, String more) {
        giveTo(id, assignment(id).agent(), "");
        plan.put(id, assignment(id).told(more));
        beginnings.remove(id);
        inConversation(id, conversation);
    }

    /** When it starts again, it waits for that one. */
    public void waitsFor(String id, String other) {
        plan.put(id, assignment(id).after(other));
    }

    /** What is put right goes on in the conversation of who wrote it, where that is known. */
    public void inItsConversation(String id) {
        if (!beginnings.containsKey(id))
            inConversation(id, conversations.get(assignment(id).agent()));
    }

    private void inConversation(String id, @Nullable String conversation) {
        if (conversation != null) begins(id, RunProgress.goingOn(conversation, ""));
    }

    /** It was interrupted, to go on later where it was. */
    public void interrupted(String id, RunResult result, String cause) {
        giveTo(id, assignment(id).agent(), cause);
        begins(id, takingUp(result.conversation(), cause));
    }

    /** What waits for the first also waits for the second. */
    public void waitsAlsoFor(String first, String second) {
        for (Assignment a : withStatus(Status.WAITING)) {
            if (!a.dependsOn().contains(first) || a.id().equals(second)) continue;
            plan.put(a.id(), a.after(second));
            String run = state(a.id()).run();
            states.put(a.id(), waiting(assignment(a.id()), run, state(a.id()).note()));
        }
    }

    /** Such as {@code fix-2}: the first of that kind that is not there yet. */
    public String freeId(Kind kind) {
        int number = 1;
        while (plan.containsKey(kind.wire() + "-" + number)) number++;
        return kind.wire() + "-" + number;
    }

    /** A run of another agent takes the assignment over from one that was at work. */
    public void handOver(String id, String agent, String cause) {
        AssignmentState before = state(id);
        takenFrom.put(id, before);
        giveTo(id, agent, cause);
        change(id, s -> s.takenFrom(before.run()));
        begins(id, takingUp(null, cause));
    }

    /** In the session that is resumed it was taken over from another agent, whose work may not be in the result yet. */
    public void tookOver(String id, String run, String from) {
        Assignment before = assignment(id).givenTo(from);
        takenFrom.put(id, waiting(before, run, ""));
        change(id, s -> s.takenFrom(run));
    }

    /** Another agent gets the assignment before anyone has begun with it. */
    public void reassign(String id, String agent, String why) {
        giveTo(id, agent, why);
    }

    /** Who was at work on it before another agent has taken it over; null where nobody was. */
    @Nullable
    public AssignmentState takenFrom(String id) {
        return takenFrom.get(id);
    }

    public static RunProgress takingUp(@Nullable String conversation, String cause) {
        return RunProgress.goingOn(conversation, Handover.note(conversation != null, cause));
    }

    private void giveTo(String id, String agent, String note) {
        usageOfEarlierRuns = usageOfEarlierRuns.plus(state(id).usage());
        Assignment given = assignment(id).givenTo(agent);
        plan.put(id, given);
        states.put(id, waiting(given, nextRun(agent), note));
    }

    /** What can never start any more is marked as stopped, with the reason. */
    public void giveUp(String why, Instant now) {
        for (AssignmentState s : List.copyOf(states.values())) {
            if (s.status() == Status.WAITING)
                change(s.id(), w -> with(w, Status.STOPPED, 0, why, w.usage(), null, now));
            if (s.status() == Status.NEEDS_YOU)
                change(s.id(), n -> with(n, Status.FAILED, n.launches(), n.note(), n.usage(), n.startedAt(), now));
        }
    }

    public boolean isKnown(String id) {
        return plan.containsKey(id);
    }

    public Assignment assignment(String id) {
        return plan.get(id);
    }

    public AssignmentState state(String id) {
        return states.get(id);
    }

    public String answerOf(String id) {
        return answers.getOrDefault(id, "");
    }

    public List<AssignmentState> all() {
        return List.copyOf(states.values());
    }

    public List<Assignment> withStatus(Status status) {
        return plan.values().stream()
                .filter(a -> state(a.id()).status() == status)
                .toList();
    }

    public Set<String> done() {
        return withStatus(Status.DONE).stream().map(Assignment::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether there was work, and all of it has ended well. */
    public boolean isComplete() {
        List<Assignment> writing =
                plan.values().stream().filter(Assignment::isWriting).toList();
        return !writing.isEmpty()
                && done().containsAll(writing.stream().map(Assignment::id).toList());
    }

    public List<Assignment> plan() {
        return List.copyOf(plan.values());
    }

    public Usage usage() {
        return states.values().stream().map(AssignmentState::usage).reduce(usageOfEarlierRuns, Usage::plus);
    }

    public int progressPercent() {
        int total = Assignment.totalWeight(List.copyOf(plan.values()));
        if (total == 0) return 0;
        int done = withStatus(Status.DONE).stream().mapToInt(Assignment::weight).sum();
        return Math.min(100, 100 * done / total);
    }

    private String nextRun(String agent) {
        return agent + "-" + runsOfAgent.merge(agent, 1, Integer::sum);
    }

    private void change(String id, UnaryOperator<AssignmentState> how) {
        states.compute(id, (k, s) -> how.apply(s));
    }

    private static AssignmentState waiting(Assignment a, String run, String note) {
        return new AssignmentState(
                a.id(),
                a.kind(),
                run,
                a.agent(),
                a.role(),
                a.title(),
                a.weight(),
                a.readOnly(),
                List.copyOf(a.dependsOn()),
                Status.WAITING,
                0,
                note,
                Usage.NONE,
                null,
                null);
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
                s.kind(),
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
                endedAt,
                s.takenFrom());
    }
}
