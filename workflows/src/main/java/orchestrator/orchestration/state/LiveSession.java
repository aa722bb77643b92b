package orchestrator.orchestration.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import orchestrator.checkout.LeftOut;
import orchestrator.plan.Kind;
import orchestrator.review.Decided;
import orchestrator.review.Review;
import orchestrator.run.RunResult;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Control;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.OpenItem.Choice;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities;
import orchestrator.session.SessionState;
import orchestrator.session.Spending;
import orchestrator.session.Teamwork;
import orchestrator.session.request.SessionRequest;
import orchestrator.text.Text;
import orchestrator.work.Assignments;
import orchestrator.work.BudgetTracker;
import org.jspecify.annotations.Nullable;

/** All state of one session, in one place. Knows no Temporal; time comes in as a parameter. */
public final class LiveSession {
    private static final int PROMPT_SHOWN_MAX = 2_000;
    private static final int PROGRESS_BEFORE_THE_END_MAX = 99;

    private final String session;
    private final String execution;
    private final Instant startedAt;
    private final Assignments assignments = new Assignments();
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
    private Hold pause = Hold.NONE;
    private final OpenItems items = new OpenItems();
    private final Blockers blockers = new Blockers(assignments);
    private final Map<String, Instant> waits = new LinkedHashMap<>();
    private final Map<String, Review> reviews = new LinkedHashMap<>();
    private final List<Decided> decisions = new ArrayList<>();
    private Teamwork.Plan plan = Teamwork.Plan.NONE;
    private Teamwork.@Nullable Verification verification;
    private Teamwork.@Nullable Result result;
    private final Map<String, List<LeftOut>> leftOut = new TreeMap<>();
    private @Nullable BudgetTracker purse;
    private boolean verifying;
    private String reason = "";
    private String currentStep = "looking at the target and the agents";
    private @Nullable Instant endedAt;

    public LiveSession(String session, String execution, Instant startedAt) {
        this.session = session;
        this.execution = execution;
        this.startedAt = startedAt;
    }

    public void asked(SessionRequest asked) {
        prompt = Text.cut(asked.prompt(), PROMPT_SHOWN_MAX);
        target = asked.target();
        workspace = asked.workspace() == null ? asked.target() : asked.workspace();
        resumedFrom = asked.resumeFrom() == null ? "" : asked.resumeFrom();
    }

    public void prepared(SessionActivities.Prepared prepared) {
        asked(prepared.request());
        key = prepared.key();
        request = prepared.requestArtifact();
        target = prepared.target();
        workspace = prepared.workspace();
        crew = prepared.crewReason();
    }

    public Assignments assignments() {
        return assignments;
    }

    public void enter(Phase next, String step) {
        phase = next;
        currentStep = step;
        hold = Hold.NONE;
    }

    public void hold(Hold.Kind kind, String why, Instant now) {
        hold = new Hold(kind, why, now, null);
    }

    public void goOn() {
        hold = Hold.NONE;
    }

    /** This run waits for a person. */
    public void need(String run, String why, List<Choice> choices, Instant now) {
        items.open(new OpenItem(run, OpenItem.Kind.RUN, why, List.of(), choices, now, null));
    }

    public void needMet(String run, Instant now) {
        items.settle(run, now);
    }

    public OpenItems items() {
        return items;
    }

    public Blockers blockers() {
        return blockers;
    }

    /** This run waits for its vendor until then; null: not any more. */
    public void waits(String run, @Nullable Instant until) {
        if (until == null) waits.remove(run);
        else waits.put(run, until);
    }

    /** ActiveRuns that wait for their vendor, and until when. */
    public Map<String, Instant> waiting() {
        return Collections.unmodifiableMap(waits);
    }

    public void plan(Teamwork.Plan now) {
        plan = now;
    }

    /** By the id of the assignment that carries it out. */
    public void review(String id, Review review) {
        reviews.put(id, review);
    }

    public boolean isReviewed(String id) {
        return reviews.containsKey(id);
    }

    public Review review(String id) {
        return reviews.get(id);
    }

    public void decided(Decided decision) {
        decisions.add(decision);
    }

    public void verifying(boolean now) {
        verifying = now;
    }

    public void verified(Teamwork.Verification newest) {
        verification = newest;
    }

    public void result(Teamwork.Result newest) {
        result = newest;
    }

    public Teamwork.@Nullable Result result() {
        return result;
    }

    /** Of that agent; answers whether that is news. */
    public boolean leftOut(String agent, List<LeftOut> now) {
        List<LeftOut> before = now.isEmpty() ? leftOut.remove(agent) : leftOut.put(agent, now);
        return !now.equals(before == null ? List.of() : before);
    }

    /** Of all agents, as it was when their checkouts were removed. */
    public void leftOut(List<LeftOut> atTheEnd) {
        leftOut.clear();
        if (!atTheEnd.isEmpty()) leftOut.put("", atTheEnd);
    }

    public List<LeftOut> leftOut() {
        return leftOut.values().stream().flatMap(List::stream).toList();
    }

    public void purse(BudgetTracker of) {
        purse = of;
    }

    public Teamwork teamwork() {
        Spending spending = purse == null ? null : purse.spending(assignments.usage());
        return new Teamwork(
                plan,
                List.copyOf(reviews.values()),
                decisions,
                items.all(),
                verification,
                result,
                spending,
                leftOut(),
                blockers.standing());
    }

    public void pause(String why, Instant now) {
        pause = new Hold(Hold.Kind.PAUSED, why, now, null);
    }

    public void unpause() {
        pause = Hold.NONE;
    }

    public boolean isPaused() {
        return pause != Hold.NONE;
    }

    public void step(String step) {
        currentStep = step;
    }

    public void controlled(Control control) {
        controls.add(control);
    }

    public void started(String id, Instant now) {
        assignments.started(id, now);
        currentStep = describeRunning();
    }

    public void ended(String id, RunResult result, Instant now) {
        assignments.ended(id, result, now);
        currentStep = describeRunning();
    }

    public void finish(Phase end, String why, Instant now) {
        phase = end;
        reason = why;
        hold = Hold.NONE;
        pause = Hold.NONE;
        items.settleAll(now);
        waits.clear();
        currentStep = "";
        endedAt = now;
    }

    /** What is put right says more than what goes on beside it. */
    public Phase phase() {
        if (phase != Phase.WORKING) return phase;
        if (verifying) return Phase.VERIFYING;
        Set<Kind> kinds = running().stream().map(AssignmentState::kind).collect(Collectors.toSet());
        if (kinds.contains(Kind.PLAN)) return Phase.PLANNING;
        if (kinds.contains(Kind.FIX) || kinds.contains(Kind.MERGE)) return Phase.FIXING;
        return kinds.equals(Set.of(Kind.REVIEW)) ? Phase.REVIEWING : Phase.WORKING;
    }

    private List<AssignmentState> running() {
        return assignments.all().stream()
                .filter(s -> s.status() == Status.RUNNING)
                .toList();
    }

    /** Why the session stands still. A pause is what a person has just asked for, so it is said first. */
    public Hold hold() {
        if (isPaused()) return pausedWhileWaiting();
        if (!items.open().isEmpty()) {
            OpenItem first = items.open().get(0);
            return new Hold(Hold.Kind.NEEDS_YOU, first.question(), first.since(), null);
        }
        return hold == Hold.NONE ? heldByVendors() : hold;
    }

    /** A pause ends no wait. */
    private Hold pausedWhileWaiting() {
        Hold vendors = heldByVendors();
        if (vendors == Hold.NONE) return pause;
        return new Hold(pause.kind(), pause.reason() + "; " + vendors.reason(), pause.since(), vendors.until());
    }

    /** While everyone waits for a vendor, so does the session. */
    private Hold heldByVendors() {
        List<AssignmentState> running = running();
        if (running.isEmpty() || !running.stream().allMatch(s -> waits.containsKey(s.run()))) return Hold.NONE;
        Instant until = Collections.min(waits.values());
        String who = String.join(" and ", waits.keySet());
        return new Hold(
                Hold.Kind.WAITING,
                who + (waits.size() == 1 ? " waits" : " wait") + " for the end of a usage limit",
                null,
                until);
    }

    public String session() {
        return session;
    }

    public String key() {
        return key;
    }

    public String workspace() {
        return workspace;
    }

    public String target() {
        return target;
    }

    public List<Control> controls() {
        return List.copyOf(controls);
    }

    public SessionState snapshot() {
        return new SessionState(
                session,
                key,
                execution,
                prompt,
                request,
                resumedFrom,
                target,
                workspace,
                phase(),
                hold(),
                reason,
                currentStep,
                crew,
                assignments.all(),
                controls,
                assignments.usage(),
                progressPercent(),
                startedAt,
                endedAt,
                teamwork());
    }

    /** What is reviewed and checked is not all done. */
    private int progressPercent() {
        int percent = assignments.progressPercent();
        return phase == Phase.DONE ? percent : Math.min(PROGRESS_BEFORE_THE_END_MAX, percent);
    }

    private String describeRunning() {
        List<AssignmentState> running = running();
        if (running.isEmpty()) return "";
        AssignmentState newest = running.get(running.size() - 1);
        String beside = running.size() == 1 ? "" : "; " + (running.size() - 1) + " more at work";
        return newest.run() + " (" + newest.role().wire() + "): " + newest.title() + beside;
    }
}
