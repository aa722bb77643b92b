package orchestrator.work;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import orchestrator.launch.Usage;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.rollover.Saved;
import orchestrator.run.RunProgress;
import orchestrator.run.RunResult;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import org.jspecify.annotations.Nullable;

/** All assignments and their states, in the order of the plan. */
@Saved
public final class Assignments {
    private final Map<String, Assignment> plan = new LinkedHashMap<>();
    private final Map<String, AssignmentState> states = new LinkedHashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, AssignmentState> takenFrom = new HashMap<>();
    private final Map<String, String> interruptions = new HashMap<>();
    private final Map<String, Integer> runsOfAgent = new HashMap<>();
    private final Beginnings beginnings = new Beginnings();
    private Usage usageOfEarlierRuns = Usage.NONE;
    private int violationsOfEarlierRuns;

    public void add(List<Assignment> assignments) {
        for (Assignment a : assignments) {
            plan.put(a.id(), a);
            states.put(a.id(), AssignmentState.waiting(a, nextRun(a.agent()), ""));
        }
    }

    /** Marks it as done in the session that this one resumes, by its agent in this conversation, if it can go on. */
    public void doneBefore(String id, String answer, @Nullable String conversation, String where) {
        if (conversation != null) beginnings.spokeBefore(assignment(id).agent(), conversation);
        answers.put(id, answer);
        change(id, s -> s.doneBefore(where));
    }

    public void start(String id, Instant now) {
        change(id, s -> s.started(now));
    }

    public void end(String id, RunResult result, Instant now) {
        answers.put(id, result.answer());
        beginnings.afterEnd(assignment(id), result);
        Status status = status(result.outcome());
        change(id, s -> s.ended(status, result.launches(), result.reason(), LostRuns.usage(s, result), now));
    }

    private static Status status(RunResult.Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> Status.DONE;
            case FAILED -> Status.FAILED;
            case STOPPED -> Status.STOPPED;
            case NEEDS_YOU -> Status.NEEDS_YOU;
        };
    }

    /** Sets the usage that a run has reported so far. */
    public void setUsage(String run, Usage usage) {
        states.replaceAll((id, s) -> isRunning(s, run) ? s.withUsage(usage) : s);
    }

    /** Sets how many violations of a run the guard has counted so far. */
    public void setViolations(String run, int violations) {
        states.replaceAll((id, s) -> isRunning(s, run) ? s.withViolations(violations) : s);
    }

    public int violations() {
        return states.values().stream().mapToInt(AssignmentState::violations).sum() + violationsOfEarlierRuns;
    }

    public boolean isRunning(String run) {
        return states.values().stream().anyMatch(s -> isRunning(s, run));
    }

    private static boolean isRunning(AssignmentState s, String run) {
        return s.run().equals(run) && s.status() == Status.RUNNING;
    }

    /** The progress with which its next run begins; null if it begins from scratch. */
    @Nullable
    RunProgress beginning(String id) {
        return beginnings.of(id);
    }

    /** Lets its next run continue the work of the previous one, in that conversation if it is known. */
    public void takeUp(String id, @Nullable String conversation, String cause) {
        beginnings.takeUp(id, conversation, cause);
    }

    /** Lets its next run continue its agent's last conversation, if there is one. */
    public void continueConversation(String id) {
        beginnings.continueLast(assignment(id));
    }

    /** Lets a new run of the same agent retry it, with the user's text. */
    public void retry(String id, String note, String text) {
        giveTo(id, assignment(id).agent(), note);
        if (!text.isEmpty()) plan.put(id, assignment(id).withInstruction("The user says: " + text));
    }

    /** Adds to what the agent of an assignment that waits is told. */
    public void instruct(String id, String more) {
        plan.put(id, assignment(id).withInstruction(more));
    }

    /** Lets a new run of the same agent do more, in that conversation or, if it is null, in a new one. */
    public void askAgain(String id, @Nullable String conversation, String more) {
        giveTo(id, assignment(id).agent(), "");
        plan.put(id, assignment(id).withInstruction(more));
        beginnings.set(id, conversation);
    }

    /** Marks its run as stopped by us, to be continued later. */
    public void interrupt(String id, String why) {
        interruptions.put(id, why);
    }

    public boolean isInterrupted(String id) {
        return interruptions.containsKey(id);
    }

    /** The reason why it was interrupted; empty on the next call. */
    public Optional<String> takeInterruption(String id) {
        return Optional.ofNullable(interruptions.remove(id));
    }

    /** Lets a new run of the same agent continue the interrupted one later. */
    public void continueLater(String id, RunResult result, String cause) {
        giveTo(id, assignment(id).agent(), cause);
        takeUp(id, result.conversation(), cause);
    }

    /** If it starts again, it waits for the other assignment. */
    public void addDependency(String id, String other) {
        plan.put(id, assignment(id).withDependency(other));
    }

    /** Lets everything that waits for the first assignment also wait for the second. */
    public void addDependencyOfDependents(String first, String second) {
        for (Assignment a : withStatus(Status.WAITING)) {
            if (!a.dependsOn().contains(first) || a.id().equals(second)) continue;
            plan.put(a.id(), a.withDependency(second));
            AssignmentState state = state(a.id());
            states.put(a.id(), AssignmentState.waiting(assignment(a.id()), state.run(), state.note()));
        }
    }

    /** Hands over an assignment on which an agent has worked. */
    public void handOver(String id, String agent, String cause) {
        AssignmentState before = state(id);
        takenFrom.put(id, before);
        giveTo(id, agent, cause);
        change(id, s -> s.takenFrom(before.run()));
        takeUp(id, null, cause);
    }

    /** Another agent worked on it in the session that this one resumes, and its work may not be in the result. */
    public void takenOverBefore(String id, String run, String from) {
        Assignment before = assignment(id).withAgent(from);
        takenFrom.put(id, AssignmentState.waiting(before, run, ""));
        change(id, s -> s.takenFrom(run));
    }

    /** The state of the earlier run of another agent; null if there was none. */
    public @Nullable AssignmentState takenFrom(String id) {
        return takenFrom.get(id);
    }

    /** Gives the assignment to a new run of that agent; the note holds the reason. */
    public void giveTo(String id, String agent, String note) {
        usageOfEarlierRuns = usageOfEarlierRuns.plus(state(id).usage());
        violationsOfEarlierRuns += state(id).violations();
        Assignment given = assignment(id).withAgent(agent);
        plan.put(id, given);
        states.put(id, AssignmentState.waiting(given, nextRun(agent), note));
    }

    /** Ends all assignments: waiting ones never start, and those that need the user have failed. */
    public void giveUp(String why, Instant now) {
        states.replaceAll((id, s) -> switch (s.status()) {
            case WAITING -> s.neverStarted(why, now);
            case NEEDS_YOU -> s.failed(now);
            case RUNNING, DONE, FAILED, STOPPED -> s;
        });
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

    public Map<String, String> answers() {
        return new TreeMap<>(answers);
    }

    public void replaceAnswer(String id, String answer, String by) {
        answers.replace(id, answer, by);
    }

    String answerOf(String id) {
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

    /** True if there is work and all of it is done. */
    public boolean isComplete() {
        Set<String> done = done();
        return plan.values().stream().anyMatch(Assignment::isWriting)
                && plan.values().stream().filter(Assignment::isWriting).allMatch(a -> done.contains(a.id()));
    }

    public List<Assignment> plan() {
        return List.copyOf(plan.values());
    }

    public Usage usage() {
        return states.values().stream().map(AssignmentState::usage).reduce(usageOfEarlierRuns, Usage::plus);
    }

    public int progressPercent() {
        int total = Assignment.totalWeight(plan());
        int done = Assignment.totalWeight(withStatus(Status.DONE));
        return total == 0 ? 0 : Math.min(100, 100 * done / total);
    }

    /** The first free id of that kind, such as {@code fix-2}. */
    public String freeId(Kind kind) {
        int number = 1;
        while (plan.containsKey(kind.wire() + "-" + number)) number++;
        return kind.wire() + "-" + number;
    }

    private String nextRun(String agent) {
        return agent + "-" + runsOfAgent.merge(agent, 1, Integer::sum);
    }

    private void change(String id, UnaryOperator<AssignmentState> how) {
        states.compute(id, (k, s) -> how.apply(s));
    }
}
