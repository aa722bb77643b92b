package orchestrator.session;

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
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.OpenItem.Choice;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** All state of one session, in one place. Knows no Temporal; time comes in as a parameter. */
final class SessionBoard {
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
    private final Items items = new Items();
    private final Blockers blockers = new Blockers(assignments);
    private final Map<String, Instant> waits = new LinkedHashMap<>();
    private final Map<String, Review> reviews = new LinkedHashMap<>();
    private final List<Decided> decisions = new ArrayList<>();
    private Teamwork.Plan plan = Teamwork.Plan.NONE;
    private Teamwork.@Nullable Verification verification;
    private Teamwork.@Nullable Result result;
    private final Map<String, List<LeftOut>> leftOut = new TreeMap<>();
    private @Nullable Purse purse;
    private boolean verifying;
    private String reason = "";
    private String currentStep = "looking at the target and the agents";
    private @Nullable Instant endedAt;

    SessionBoard(String session, String execution, Instant startedAt) {
        this.session = session;
        this.execution = execution;
        this.startedAt = startedAt;
    }

    void asked(SessionRequest asked) {
        prompt = Text.cut(asked.prompt(), PROMPT_SHOWN_MAX);
        target = asked.target();
        workspace = asked.workspace() == null ? asked.target() : asked.workspace();
        resumedFrom = asked.resumeFrom() == null ? "" : asked.resumeFrom();
    }

    void prepared(SessionActivities.Prepared prepared) {
        asked(prepared.request());
        key = prepared.key();
        request = prepared.requestArtifact();
        target = prepared.target();
        workspace = prepared.workspace();
        crew = prepared.crewReason();
    }

    Assignments assignments() {
        return assignments;
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

    /** This run waits for a person. */
    void need(String run, String why, List<Choice> choices, Instant now) {
        items.open(new OpenItem(run, OpenItem.Kind.RUN, why, List.of(), choices, now, null));
    }

    void needMet(String run, Instant now) {
        items.settle(run, now);
    }

    Items items() {
        return items;
    }

    Blockers blockers() {
        return blockers;
    }

    /** This run waits for its vendor until then; null: not any more. */
    void waits(String run, @Nullable Instant until) {
        if (until == null) waits.remove(run);
        else waits.put(run, until);
    }

    /** Runs that wait for their vendor, and until when. */
    Map<String, Instant> waiting() {
        return Collections.unmodifiableMap(waits);
    }

    void plan(Teamwork.Plan now) {
        plan = now;
    }

    /** By the id of the assignment that carries it out. */
    void review(String id, Review review) {
        reviews.put(id, review);
    }

    boolean isReviewed(String id) {
        return reviews.containsKey(id);
    }

    Review review(String id) {
        return reviews.get(id);
    }

    void decided(Decided decision) {
        decisions.add(decision);
    }

    void verifying(boolean now) {
        verifying = now;
    }

    void verified(Teamwork.Verification newest) {
        verification = newest;
    }

    void result(Teamwork.Result newest) {
        result = newest;
    }

    Teamwork.@Nullable Result result() {
        return result;
    }

    /** Of that agent; answers whether that is news. */
    boolean leftOut(String agent, List<LeftOut> now) {
        List<LeftOut> before = now.isEmpty() ? leftOut.remove(agent) : leftOut.put(agent, now);
        return !now.equals(before == null ? List.of() : before);
    }

    /** Of all agents, as it was when their checkouts were removed. */
    void leftOut(List<LeftOut> atTheEnd) {
        leftOut.clear();
        if (!atTheEnd.isEmpty()) leftOut.put("", atTheEnd);
    }

    List<LeftOut> leftOut() {
        return leftOut.values().stream().flatMap(List::stream).toList();
    }

    void purse(Purse of) {
        purse = of;
    }

    Teamwork teamwork() {
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

    void pause(String why, Instant now) {
        pause = new Hold(Hold.Kind.PAUSED, why, now, null);
    }

    void unpause() {
        pause = Hold.NONE;
    }

    boolean isPaused() {
        return pause != Hold.NONE;
    }

    void step(String step) {
        currentStep = step;
    }

    void controlled(Control control) {
        controls.add(control);
    }

    void started(String id, Instant now) {
        assignments.started(id, now);
        currentStep = describeRunning();
    }

    void ended(String id, RunResult result, Instant now) {
        assignments.ended(id, result, now);
        currentStep = describeRunning();
    }

    void finish(Phase end, String why, Instant now) {
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
    Phase phase() {
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
    Hold hold() {
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

    String session() {
        return session;
    }

    String key() {
        return key;
    }

    String workspace() {
        return workspace;
    }

    String target() {
        return target;
    }

    List<Control> controls() {
        return List.copyOf(controls);
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
