package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.ProjectActivities.AdmittedProject;
import orchestrator.autofix.queue.Breakers;
import orchestrator.autofix.queue.FixSpending;
import orchestrator.autofix.queue.HistoryLog;
import orchestrator.autofix.queue.StartDelay;
import orchestrator.autofix.queue.StartRules;
import orchestrator.autofix.queue.TaskQueue;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.host.Host;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** The state of a watched project while its workflow is open. */
final class LiveProject {
    private static final int NOTES_MAX = 20;
    private static final int NOTE_MAX = 500;
    private static final int LOOKS_MAX = 10;

    private final String project;
    private final String execution;
    private final TaskQueue queue;
    private final Breakers breakers;
    private final FixSpending spending;
    private final HistoryLog history;
    private final List<String> notes = new ArrayList<>();
    private @Nullable AdmittedProject admitted;
    private WatchRequest asked = WatchRequest.of("");
    private Status status = Status.STARTING;
    private String reason = "It is being checked.";
    private String pausedBecause = "";
    private @Nullable StartDelay trouble;
    private long acknowledged;
    private int looks;
    private boolean isLookedThrough;
    private boolean isChanged;

    LiveProject(String project, String execution, int random, Instant now) {
        this.project = project;
        this.execution = execution;
        queue = TaskQueue.empty(project, random, now);
        breakers = new Breakers(List.of());
        spending = new FixSpending(new FixSpending.Saved(List.of(), Instant.EPOCH));
        history = new HistoryLog(List.of());
    }

    LiveProject(String project, String execution, ProjectMemory memory) {
        this.project = project;
        this.execution = execution;
        queue = new TaskQueue(project, memory.queue());
        breakers = new Breakers(memory.breakers());
        spending = new FixSpending(memory.spending());
        history = new HistoryLog(memory.history());
        notes.addAll(memory.notes());
        admitted = memory.admitted();
        asked = memory.admitted().request();
        status = memory.status();
        reason = memory.reason();
        pausedBecause = memory.pausedBecause();
        acknowledged = memory.acknowledged();
        looks = memory.looks();
    }

    ProjectMemory memory(Map<String, Instant> usedSignatures) {
        return new ProjectMemory(
                execution,
                admitted(),
                acknowledged,
                status,
                reason,
                pausedBecause,
                queue.saved(),
                breakers.saved(),
                spending.saved(),
                history.lines(),
                notes,
                looks,
                usedSignatures);
    }

    AutoFixState snapshot(Instant now) {
        StartRules rules = rules(now);
        StartDelay wait = shownWait(rules.limit());
        boolean isPaused = isPaused() && (status == Status.WATCHING || status == Status.DRAINING);
        return new AutoFixState(
                project,
                execution,
                isPaused ? Status.PAUSED : status,
                wait.why(),
                wait.until(),
                asked,
                admitted == null ? "" : admitted.host().id(),
                queue.shownPending(rules::why),
                TaskQueue.shown(queue.inProgress()),
                TaskQueue.shown(queue.completed()),
                TaskQueue.shown(queue.failed()),
                history.lines(),
                breakers.open(),
                spending.spent(asked.budget(), now),
                queue.tally().statistics(),
                notes);
    }

    /** What the user should know first, if several things hold it up. */
    private StartDelay shownWait(@Nullable StartDelay limit) {
        if (!reason.isEmpty()) return new StartDelay(reason, null);
        if (trouble != null) return trouble;
        if (isPaused()) return new StartDelay(pausedBecause, null);
        return limit == null ? new StartDelay("", null) : limit;
    }

    StartRules rules(Instant now) {
        StartDelay limit = asked.repairs() ? spending.limit(asked.budget(), now).orElse(null) : null;
        return new StartRules(asked, queue, breakers, limit, hold(), now);
    }

    private @Nullable StartDelay hold() {
        if (status != Status.WATCHING && status != Status.DRAINING)
            return new StartDelay("It begins when the project is watched again.", null);
        return isPaused() ? new StartDelay("It waits because the project is paused.", null) : null;
    }

    TaskQueue queue() {
        return queue;
    }

    Breakers breakers() {
        return breakers;
    }

    FixSpending spending() {
        return spending;
    }

    HistoryLog history() {
        return history;
    }

    String project() {
        return project;
    }

    String execution() {
        return execution;
    }

    WatchRequest request() {
        return asked;
    }

    AdmittedProject admitted() {
        return Objects.requireNonNull(admitted, "the project was not admitted");
    }

    Host host() {
        return admitted().host();
    }

    Status status() {
        return status;
    }

    /** @param why empty if it needs no explanation */
    void setStatus(Status newStatus, String why) {
        status = newStatus;
        reason = why;
        touch();
    }

    /** Shows the request before it is admitted. */
    void setAsked(WatchRequest request) {
        asked = request;
    }

    void admit(AdmittedProject newlyAdmitted) {
        admitted = newlyAdmitted;
        asked = newlyAdmitted.request();
        notes.clear();
        newlyAdmitted.notes().forEach(this::note);
        looks = 0;
        isLookedThrough = false;
        setStatus(Status.WATCHING, "");
    }

    boolean isPaused() {
        return !pausedBecause.isEmpty();
    }

    String pausedBecause() {
        return pausedBecause;
    }

    /** True if a resume would change something. */
    boolean waitsForResume() {
        return isPaused()
                || trouble != null
                || status == Status.DRAINING
                || spending.limit(asked.budget(), now()).isPresent();
    }

    /** @param why empty to resume */
    void setPaused(String why) {
        pausedBecause = why;
        touch();
    }

    /** @param newTrouble why it cannot be watched at the moment; null if it can */
    void setTrouble(@Nullable StartDelay newTrouble) {
        trouble = newTrouble;
        touch();
    }

    @Nullable
    StartDelay trouble() {
        return trouble;
    }

    long acknowledged() {
        return acknowledged;
    }

    void acknowledge(long number) {
        acknowledged = number;
    }

    /** How often a project that is looked at once was looked at. */
    int looks() {
        return looks;
    }

    /** @param isNothingNew true if that was the last look */
    void countLook(boolean isNothingNew) {
        looks++;
        isLookedThrough = isNothingNew || looks >= LOOKS_MAX;
    }

    boolean isLookedThrough() {
        return isLookedThrough;
    }

    /** Keeps a sentence for the user, once. */
    void note(String text) {
        String note = Text.shorten(text, NOTE_MAX);
        if (notes.contains(note)) return;
        notes.add(note);
        if (notes.size() > NOTES_MAX) notes.remove(0);
        touch();
    }

    void touch() {
        isChanged = true;
    }

    /** True if something has changed since the last call. */
    boolean takeChanged() {
        boolean was = isChanged;
        isChanged = false;
        return was;
    }

    boolean isChanged() {
        return isChanged;
    }
}
