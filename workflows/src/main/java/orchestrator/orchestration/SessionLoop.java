package orchestrator.orchestration;

import static orchestrator.work.Now.now;

import io.temporal.workflow.Workflow;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.host.Host;
import orchestrator.journal.Journal;
import orchestrator.launch.Notice;
import orchestrator.orchestration.Controls.Answered;
import orchestrator.orchestration.review.ReviewDesk;
import orchestrator.orchestration.review.ReviewTriggers;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.orchestration.state.RunNeeds;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.plan.Schedule;
import orchestrator.review.Decision;
import orchestrator.run.RunResult;
import orchestrator.run.RunResult.Outcome;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.Teamwork;
import orchestrator.session.request.SessionRequest;
import orchestrator.work.ActiveRuns;
import orchestrator.work.Assignments;
import orchestrator.work.BudgetTracker;
import orchestrator.work.CheckoutCalls;
import orchestrator.work.Checks;
import orchestrator.work.SessionCalls;
import orchestrator.work.Substitutes;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a session's agents at work until nothing is left to do: whatever is ready starts at once; what they have done is
 * reviewed, decided on, put right and checked.
 */
final class SessionLoop implements ActiveRuns.Ears {
    private final LiveSession board;
    private final Assignments assignments;
    private final Controls controls;
    private final SessionRequest request;
    private final Map<Role, String> crew;
    private final Substitutes substitutes;
    private final CheckoutCalls trees;
    private final Journal journal;
    private final BooleanSupplier stopping;
    /** Agents that are not in the crew any more, and whose work may not be in the result yet. */
    private final List<String> takenFrom;

    private final ActiveRuns runs;
    private final Planner planner;
    private final ReviewDesk desk;
    private final FollowUps verdicts;
    private final Checks checks;
    private final BudgetTracker purse;
    private final ReviewTriggers calls;
    private final LeftOuts leftOuts;
    private final Map<String, String> interrupted = new LinkedHashMap<>();
    private final Set<String> authors = new HashSet<>();
    /** Assignments whose work has made the result another one. */
    private final Set<String> changing = new HashSet<>();

    private String base = "";
    private String commit = "";
    /** Counts what has come together, so that each result is reviewed and checked once. */
    private int version;

    private int reviewedVersion;
    private int news;
    private boolean frozen;
    private boolean over;

    /** @param stopping whether the session is to end now */
    SessionLoop(
            LiveSession board,
            Controls controls,
            Substitutes substitutes,
            Prepared prepared,
            Map<Role, String> crew,
            Host host,
            SessionCalls stubs,
            CheckoutCalls trees,
            Journal journal,
            BooleanSupplier stopping) {
        this.board = board;
        this.assignments = board.assignments();
        this.controls = controls;
        this.request = prepared.request();
        this.crew = crew;
        this.substitutes = substitutes;
        this.trees = trees;
        this.journal = journal;
        this.stopping = stopping;
        this.takenFrom = prepared.carried().stream()
                .filter(carried -> !carried.done())
                .map(SessionActivities.Carried::takenFromAgent)
                .filter(Objects::nonNull)
                .toList();
        this.runs = new ActiveRuns(board.session(), host, prepared, assignments, trees, this);
        this.planner = new Planner(board, crew, stubs, journal);
        this.desk = new ReviewDesk(board, this::crewNow, trees, stubs, journal, this::newsHas);
        this.verdicts = new FollowUps(board, request, this::crewNow, planner, runs, journal, interrupted);
        this.checks = new Checks(request, trees, journal, checksListener());
        this.purse = new BudgetTracker(request.budgetOrDefault(), stubs::gapMillis);
        this.leftOuts = new LeftOuts(board, trees, verdicts, journal, this::broughtIn, this::newsHas);
        this.calls = new ReviewTriggers(desk, purse, request, journal);
    }

    private Checks.Listener checksListener() {
        return new Checks.Listener() {
            @Override
            public void started(String command) {
                board.verifying(true);
                board.step("verifying: " + command);
            }

            @Override
            public void ended(@Nullable Verified verified, String commit) {
                board.verifying(false);
                if (verified != null) board.verified(new Teamwork.Verification(verified, commit, now()));
                newsHas();
            }
        };
    }

    /** From here on what is done comes together in a result. Answers with why it cannot; empty where all is well. */
    String open(@Nullable String from) {
        if (request.isBare()) return "";
        board.step(request.setup() == null ? "making checkouts" : "making checkouts: " + request.setup());
        journal.touch();
        List<String> agents = Stream.concat(crew.values().stream(), takenFrom.stream())
                .distinct()
                .sorted()
                .toList();
        Opened opened = trees.open(new OpenRequest(
                board.key(),
                board.session(),
                board.target(),
                board.workspace(),
                request.isolation(),
                agents,
                request.setup(),
                from));
        if (!opened.refusal().isEmpty()) return opened.refusal();
        if (!opened.note().isEmpty()) journal.add(EventType.STATUS, opened.note());
        base = opened.base();
        commit = opened.base();
        board.purse(purse);
        board.result(new Teamwork.Result(
                opened.isolation().name(), opened.branch(), base, commit, 0, 0, 0, "", opened.note()));
        if (from != null) goOnFromEarlier();
        return "";
    }

    /** There is a result already, of which nobody knows whether it was looked at. */
    private void goOnFromEarlier() {
        commit = "";
        reviewedVersion = -1;
        authors.add(crew.get(Role.ARCHITECT));
        board.result(Objects.requireNonNull(board.result()).with(trees.diff()));
    }

    void plan(Prepared prepared) {
        planner.begin(prepared);
        board.enter(Phase.WORKING, "starting the first agent");
        journal.add(EventType.STATUS, "working: " + prepared.crewReason());
    }

    void play() {
        while (!stopping.getAsBoolean()) {
            heed();
            if (!board.isPaused()) move();
            if (isOver()) {
                purse.close();
                return;
            }
            int seen = news;
            int asked = controls.count();
            Workflow.await(() -> news > seen
                    || controls.count() > asked
                    || calls.isRinging()
                    || purseRings()
                    || stopping.getAsBoolean());
        }
        stopAll();
        purse.close();
    }

    /** Carries out what was asked since the last look. */
    private void heed() {
        for (Answered answered : controls.takeAnswers()) heed(answered);
        boolean spent = board.items().isOpen(OpenItem.Kind.BUDGET);
        boolean asked = board.items().isOpen(OpenItem.Kind.REVIEW);
        runs.freeze(a -> board.isPaused() || spent || (asked && a.isWriting()));
        if (frozen != board.isPaused()) {
            frozen = board.isPaused();
            journal.touch();
        }
        for (String id : controls.takeToLeaveHost()) runs.leaveHost(id);
        for (String run : controls.takeToTryAgain()) runs.tryAgain(run);
        for (String id : controls.takeToStop()) runs.stop(id, new ControlRequest("", "session", "aborted"));
        if (controls.takeReviewWanted()) calls.asked(Set.copyOf(crewNow().values()));
    }

    private void heed(Answered answered) {
        OpenItem item = answered.item();
        switch (answered.choice()) {
            case "fix" -> verdicts.fixWith(item.id(), answered.text());
            case "more" -> verdicts.limitOf(item.id()).ifPresent(purse::more);
            case "accept" -> accept(item);
            case "keep", "take", "remove" -> leftOuts.answered(answered.choice());
            default -> {}
        }
    }

    private void accept(OpenItem item) {
        switch (item.kind()) {
            case VERIFICATION -> checks.accept();
            case BLOCKER -> board.blockers().accept();
            case REVIEW, RUN, BUDGET -> reviewedVersion = version;
        }
    }

    private void move() {
        desk.takeClosed().ifPresent(this::decide);
        checks.takeFinished().ifPresent(verdicts::checked);
        lookAtBudget();
        startReady();
        calls.heed(runs.writing());
        if (isIdle()) wrapUp();
    }

    private void decide(ReviewDesk.Closed closed) {
        if (!closed.round().hasAnswers()) return;
        purse.spendRound();
        Teamwork.Result result = board.result();
        if (result != null && closed.diff() != null) board.result(result.with(closed.diff()));
        Decision decision = verdicts.decide(closed.round(), closed.diff());
        if (decision == Decision.CONTINUE || decision == Decision.LOG_WARNING)
            board.blockers().reviewed(closed.round().reviewed(), closed.round().isOfResult());
        calls.reviewed();
        // What the decision has stopped must stand still before anything else is started.
        heed();
    }

    private void startReady() {
        for (Assignment given : controls.giveAwayWhatCannotBeDone()) {
            if (given.kind() == Kind.REVIEW) desk.handedOn(given.id());
        }
        for (Assignment next : ready()) {
            if (next.kind() == Kind.FIX || next.kind() == Kind.MERGE) assignments.inItsConversation(next.id());
            if (next.kind() == Kind.REVIEW) runs.startReview(next, desk.copyOf(next));
            else runs.start(next);
            board.started(next.id(), now());
            journal.add(EventType.STATUS, assignments.state(next.id()).run() + " starts: " + next.title());
            if (next.isWriting() && isReviewed()) calls.workBegins();
        }
    }

    /** While a person is asked about what reviewers found, only those go on who look. */
    private List<Assignment> ready() {
        if (board.items().isOpen(OpenItem.Kind.BUDGET)) return List.of();
        boolean asked = board.items().isOpen(OpenItem.Kind.REVIEW);
        List<Assignment> waiting = assignments.withStatus(Status.WAITING).stream()
                .filter(a -> !asked || !a.isWriting())
                .toList();
        List<Assignment> running = assignments.withStatus(Status.RUNNING);
        return trees.areSeparate()
                ? Schedule.inOwnCheckouts(waiting, running, assignments.done())
                : Schedule.inOneCheckout(waiting, running, assignments.done());
    }

    private boolean isReviewed() {
        return trees.areOpen() && request.isReviewed();
    }

    private boolean isIdle() {
        return runs.isEmpty()
                && ready().isEmpty()
                && assignments.withStatus(Status.NEEDS_YOU).isEmpty()
                && board.items().open().isEmpty()
                && !leftOuts.isSettling()
                && !desk.isOpen()
                && !checks.isRunning();
    }

    /** Nobody has anything to do: what has come together is looked at as a whole, and checked, until it stays. */
    private void wrapUp() {
        if (!assignments.isComplete()) {
            over = true;
        } else if (!trees.areOpen()) {
            endWithoutBlockers();
        } else if (isReviewDue()) {
            lookAtAll();
        } else if (verdicts.askAboutUnresolved()) {
            newsHas();
        } else if (checks.isDue(version, isChanged())) {
            checks.start(version, commit);
        } else if (leftOuts.ask()) {
            newsHas();
        } else {
            endWithoutBlockers();
        }
    }

    private void endWithoutBlockers() {
        List<Teamwork.Blocker> standing = board.blockers().standing();
        over = standing.isEmpty();
        if (over) return;
        verdicts.askAboutBlockers(standing, !trees.areOpen() || isChanged());
        newsHas();
    }

    /** Without git nobody knows. */
    private boolean isChanged() {
        return commit.isEmpty() || !commit.equals(base);
    }

    private boolean isReviewDue() {
        return isReviewed() && isChanged() && reviewedVersion != version && assignments.isComplete();
    }

    private void lookAtAll() {
        if (purse.roundsLeft() <= 0) {
            askForMore(BudgetTracker.Limit.ROUNDS);
            return;
        }
        reviewedVersion = version;
        authors.add(crewNow().get(Role.IMPLEMENTER));
        desk.open("all work is done", Set.copyOf(authors), true);
    }

    private void lookAtBudget() {
        if (!trees.areOpen()) return;
        boolean waitsForSomeone = runs.isEmpty() && !board.items().open().isEmpty();
        purse.work(!waitsForSomeone && board.hold().kind() != Hold.Kind.WAITING);
        boolean needsNothing = isIdle() && !isReviewDue();
        if (needsNothing || board.items().isOpen(OpenItem.Kind.BUDGET)) return;
        purse.exhausted(assignments.usage()).ifPresent(this::askForMore);
    }

    private boolean purseRings() {
        return trees.areOpen() && purse.isTimeOver() && !board.items().isOpen(OpenItem.Kind.BUDGET);
    }

    private void askForMore(BudgetTracker.Limit limit) {
        String spentOn = assignments.all().stream()
                .filter(s -> s.launches() > 0)
                .map(s -> s.run() + " (" + s.title() + ")")
                .collect(Collectors.joining(", "));
        verdicts.limit(limit, purse.told(limit), spentOn);
        heed();
    }

    /** Without checkouts a session is over as soon as nobody has anything to do, paused or not. */
    private boolean isOver() {
        return over
                || (!trees.areOpen() && isIdle() && board.blockers().standing().isEmpty());
    }

    void stopAll() {
        checks.stop();
        board.step("stopping every agent");
        journal.touch();
        runs.stopAll(new ControlRequest("", "session", "the session is stopped"));
        Workflow.await(runs::isEmpty);
        desk.putAway();
    }

    /** Who has which role, now that some may have been aborted. */
    private Map<Role, String> crewNow() {
        Map<Role, String> now = new EnumMap<>(crew);
        now.replaceAll((role, agent) -> substitutes.isExcluded(agent) ? substitutes.of(agent) : agent);
        now.replaceAll((role, agent) -> substitutes.able(agent).orElse(agent));
        return now;
    }

    void told(String run, Notice notice) {
        assignments.all().stream()
                .filter(s -> s.run().equals(run))
                .findFirst()
                .ifPresent(s -> calls.told(s.agent(), run, notice));
        newsHas();
    }

    @Override
    public void integrated(String id, Integrated integrated) {
        Assignment assignment = assignments.assignment(id);
        if (!integrated.note().isEmpty()) journal.add(EventType.STATUS, integrated.note());
        if (!integrated.conflicts().isEmpty()) {
            verdicts.merge(assignment, integrated.conflicts());
            return;
        }
        String before = commit;
        broughtIn(assignment.agent(), integrated);
        boolean changes = !integrated.files().isEmpty() && !before.equals(commit);
        if (changes) changing.add(id);
    }

    private void broughtIn(String agent, Integrated integrated) {
        if (trees.areSeparate()) leftOuts.found(agent, integrated.leftOut());
        if (!integrated.files().isEmpty()) authors.add(agent);
        if (commit.isEmpty() || !integrated.commit().equals(commit)) version++;
        commit = integrated.commit();
        Teamwork.Result before = board.result();
        if (before != null) board.result(before.reached(commit));
    }

    @Override
    public void ended(String id, RunResult result) {
        Assignment assignment = assignments.assignment(id);
        Optional<String> other = result.unable() && !stopping.getAsBoolean()
                ? controls.insteadOf(assignment, reviewedBy(assignment))
                : Optional.empty();
        RunResult kept = kept(assignment, result, other.isPresent());
        board.ended(id, kept, now());
        board.blockers().ended(assignment, kept, !trees.areOpen() || changing.remove(id), now());
        tell(assignments.state(id), kept);
        if (other.isPresent()) handOn(assignment, kept, other.get());
        else if (kept.outcome() != Outcome.SUCCEEDED && !stopping.getAsBoolean()) goOn(assignment, kept);
        if (assignments.state(id).status() != Status.WAITING) heard(assignment, kept);
        newsHas();
    }

    /** What no agent can do is for a person to decide about. */
    private RunResult kept(Assignment assignment, RunResult result, boolean goesToAnother) {
        if (goesToAnother || !assignment.isWriting()) return givenUp(result);
        boolean isAborted = controls.isAborted(assignment.id()) || interrupted.containsKey(assignment.id());
        boolean asks = result.unable() && !isAborted && !stopping.getAsBoolean();
        return asks ? result.needsYou() : result;
    }

    /** Whose work it looks at; nobody's where it is no review. */
    private String reviewedBy(Assignment assignment) {
        return board.isReviewed(assignment.id()) ? board.review(assignment.id()).reviewed() : "";
    }

    /** Its agent cannot do it, and another can perhaps. */
    private void handOn(Assignment assignment, RunResult result, String other) {
        interrupted.remove(assignment.id());
        controls.handOnFailed(assignment, result.reason(), other);
        if (assignment.kind() == Kind.REVIEW) desk.handedOn(assignment.id());
    }

    /** A plan or a review that is not to be had is done without; nobody is asked. */
    private static RunResult givenUp(RunResult result) {
        return result.outcome() == Outcome.NEEDS_YOU ? result.failed() : result;
    }

    private void tell(AssignmentState state, RunResult result) {
        String what = state.run() + " " + state.status().wire().replace('_', ' ');
        board.needMet(state.run(), now());
        if (state.status() == Status.NEEDS_YOU) {
            board.need(state.run(), RunNeeds.of(board.session(), state), RunNeeds.CHOICES, now());
        }
        EventType type = state.status() == Status.NEEDS_YOU ? EventType.BLOCKER : EventType.STATUS;
        journal.add(type, result.reason().isEmpty() ? what : what + ": " + result.reason());
    }

    private void goOn(Assignment assignment, RunResult result) {
        String why = interrupted.remove(assignment.id());
        if (why != null && result.outcome() == Outcome.STOPPED) assignments.interrupted(assignment.id(), result, why);
        else controls.handOn(assignment.id());
        boolean goesToAnother = assignments.state(assignment.id()).status() == Status.WAITING;
        if (goesToAnother && assignment.kind() == Kind.REVIEW) desk.handedOn(assignment.id());
    }

    private void heard(Assignment assignment, RunResult result) {
        interrupted.remove(assignment.id());
        if (stopping.getAsBoolean()) return;
        if (assignment.kind() == Kind.PLAN) planner.ended(result);
        if (assignment.kind() == Kind.REVIEW) desk.ended(assignment.id(), result);
    }

    /** Something has happened that the next look is to see. */
    void newsHas() {
        news++;
    }
}
