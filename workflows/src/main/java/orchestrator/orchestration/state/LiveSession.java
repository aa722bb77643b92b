package orchestrator.orchestration.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.rollover.Rebuilt;
import orchestrator.rollover.Saved;
import orchestrator.session.AssignmentState;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionState;
import orchestrator.session.Spending;
import orchestrator.session.Teamwork;
import orchestrator.session.Teamwork.Plan;
import orchestrator.session.request.SessionRequest;
import orchestrator.text.Text;
import orchestrator.work.Assignments;
import orchestrator.work.BudgetTracker;
import orchestrator.work.Substitutes;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of one open session. The classes that change it keep only the state of calls under way. It does not
 * use Temporal; time is a parameter.
 */
@Saved
public final class LiveSession {
    private static final int PROMPT_SHOWN_MAX = 2_000;

    private final String session;
    private final String execution;
    private final Instant startedAt;
    private final Assignments assignments = new Assignments();
    private final Substitutes substitutes = new Substitutes();
    private final OpenItems items = new OpenItems();
    private final Progress progress = new Progress(assignments, items);
    private final Blockers blockers = new Blockers(assignments);
    private final ReviewLog reviews = new ReviewLog();
    private final ResultState result = new ResultState();
    private final Fixes fixes = new Fixes();
    private final ControlLog controls = new ControlLog();
    private Plan plan = Plan.NONE;
    /** It is a part of the loop. */
    @Rebuilt
    private @Nullable BudgetTracker budget;

    private String key = "";
    private String prompt = "";
    private String request = "";
    private String resumedFrom = "";
    private String target = "";
    private String workspace = "";
    private String crew = "";

    public LiveSession(String session, String execution, Instant startedAt) {
        this.session = session;
        this.execution = execution;
        this.startedAt = startedAt;
    }

    public void setRequest(SessionRequest asked) {
        prompt = Text.cut(asked.prompt(), PROMPT_SHOWN_MAX);
        target = asked.target();
        workspace = asked.workspace() == null ? asked.target() : asked.workspace();
        resumedFrom = asked.resumeFrom() == null ? "" : asked.resumeFrom();
    }

    public void setPrepared(Prepared prepared) {
        setRequest(prepared.request());
        key = prepared.key();
        request = prepared.requestArtifact();
        target = prepared.target();
        workspace = prepared.workspace();
        crew = prepared.crewReason();
    }

    /** Adds the budget to the snapshot. */
    public void setBudget(BudgetTracker tracker) {
        budget = tracker;
    }

    public void setPlan(Plan newest) {
        plan = newest;
    }

    public Plan plan() {
        return plan;
    }

    /** Opens an item that asks the user about a run that has given up. */
    public void askAbout(String run, String question, Instant now) {
        items.open(OpenItem.of(run, OpenItem.Kind.RUN, question, List.of(), RunNeeds.CHOICES, now));
    }

    public String session() {
        return session;
    }

    /** Run id of the session's first execution. */
    public String execution() {
        return execution;
    }

    public String key() {
        return key;
    }

    public String target() {
        return target;
    }

    public String workspace() {
        return workspace;
    }

    public Assignments assignments() {
        return assignments;
    }

    public Substitutes substitutes() {
        return substitutes;
    }

    public OpenItems items() {
        return items;
    }

    /** The agent of this name, or of the run of this name. */
    public Optional<String> agentOf(String agentOrRun) {
        if (substitutes.crew().contains(agentOrRun)) return Optional.of(agentOrRun);
        return assignments.all().stream()
                .filter(state -> state.run().equals(agentOrRun))
                .map(AssignmentState::agent)
                .findFirst();
    }

    /** True if this run waits for the user or for the end of a usage limit. */
    public boolean isWaiting(String run) {
        return items.isOpen(run) || progress.runsWaitingForUsage().contains(run);
    }

    public Progress progress() {
        return progress;
    }

    public Blockers blockers() {
        return blockers;
    }

    public ReviewLog reviews() {
        return reviews;
    }

    public ResultState result() {
        return result;
    }

    public Fixes fixes() {
        return fixes;
    }

    public ControlLog controls() {
        return controls;
    }

    /** The state that the query returns and the archive keeps. */
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
                progress.phase(),
                progress.hold(),
                progress.reason(),
                progress.step(),
                crew,
                assignments.all(),
                controls.all(),
                assignments.usage(),
                progress.percent(),
                startedAt,
                progress.endedAt(),
                teamwork(),
                assignments.violations());
    }

    /** For answers that the history keeps. */
    public SessionState overview() {
        return snapshot().overview();
    }

    private Teamwork teamwork() {
        Spending spending = budget == null ? null : budget.spending(assignments.usage());
        return new Teamwork(
                plan,
                reviews.all(),
                reviews.decisions(),
                items.all(),
                result.verification(),
                result.result(),
                spending,
                result.leftOut(),
                blockers.standing());
    }
}
