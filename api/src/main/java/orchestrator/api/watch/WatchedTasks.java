package orchestrator.api.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import orchestrator.api.live.EventSource;
import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.api.temporal.WatchCalls;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.FixAttempt;
import orchestrator.autofix.FixResult;
import orchestrator.autofix.FixState;
import orchestrator.autofix.FixTask;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.QueuedTask.Status;
import orchestrator.eventlog.Artifacts;
import orchestrator.json.Json;

/** The tasks of watched projects: attempts, diff, ledger, output of the tests. */
public final class WatchedTasks {
    private final WatchCalls temporal;
    private final WatchFinder watches;
    private final WatchJson json;
    private final Artifacts artifacts;

    public WatchedTasks(WatchCalls temporal, WatchFinder watches, WatchJson json, Artifacts artifacts) {
        this.temporal = temporal;
        this.watches = watches;
        this.json = json;
        this.artifacts = artifacts;
    }

    /** @param details empty if the task has not begun, or no worker answers */
    private record Task(QueuedTask queued, Optional<FixState> details) {}

    /** The task of the queue, and what its workflow tells. */
    public ObjectNode json(String project, String task) {
        Task found = get(project, task);
        ObjectNode answer = Json.MAPPER.createObjectNode();
        found.details().ifPresent(details -> answer.setAll((ObjectNode) Json.MAPPER.valueToTree(details)));
        answer.set("task", Json.MAPPER.valueToTree(found.queued()));
        answer.putObject("links").put("temporal", json.link(found.queued().workflow()));
        return answer;
    }

    /** @param attempt number of the attempt; empty for the newest repair */
    public String diff(String project, String task, Optional<Integer> attempt) {
        Task found = get(project, task);
        Stream<String> ofAttempts = ofAttempts(found, attempt).map(FixAttempt::diff);
        if (attempt.isPresent()) return text(ofAttempts, "diff", found);
        return text(Stream.concat(ofResult(found, FixResult::diff), ofAttempts), "diff", found);
    }

    /** What the newest attempt, or the one of this number, was advised to do. */
    public String strategy(String project, String task, Optional<Integer> attempt) {
        Task found = get(project, task);
        return ofAttempts(found, attempt)
                .map(FixAttempt::strategy)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> artifacts.get(text).orElse(text))
                .orElseThrow(() -> none("strategy", found));
    }

    /** All attempts as Markdown; there is none before the end. */
    public String ledger(String project, String task) {
        Task found = get(project, task);
        return text(ofResult(found, FixResult::ledger), "ledger", found);
    }

    /** @param attempt number of the attempt; 0 for the tests before the first; empty for the newest output */
    public String output(String project, String task, Optional<Integer> attempt) {
        Task found = get(project, task);
        Stream<String> first = found.details().map(FixState::first).map(tested -> tested.output()).stream();
        Stream<String> ofAttempts = ofAttempts(found, attempt).map(FixAttempt::output);
        if (attempt.isPresent()) return text(attempt.get() == 0 ? first : ofAttempts, "output", found);
        Stream<String> ofResult = ofResult(
                found, result -> result.tested() == null ? "" : result.tested().output());
        return text(Stream.of(ofAttempts, ofResult, first).flatMap(all -> all), "output", found);
    }

    private static Stream<String> ofResult(Task task, Function<FixResult, String> reference) {
        FixResult result =
                task.details().map(FixState::result).orElse(task.queued().result());
        return result == null ? Stream.empty() : Stream.of(reference.apply(result));
    }

    private static Stream<FixAttempt> ofAttempts(Task task, Optional<Integer> attempt) {
        return newestFirst(task).stream().filter(one -> attempt.isEmpty() || attempt.get() == one.number());
    }

    private static List<FixAttempt> newestFirst(Task task) {
        List<FixAttempt> attempts =
                new ArrayList<>(task.details().map(FixState::attempts).orElse(List.of()));
        Collections.reverse(attempts);
        return attempts;
    }

    private String text(Stream<String> references, String what, Task task) {
        return references
                .filter(reference -> !reference.isEmpty())
                .flatMap(reference -> artifacts.get(reference).stream())
                .findFirst()
                .orElseThrow(() -> none(what, task));
    }

    private static Problem none(String what, Task task) {
        return Problem.notFound("The task `" + task.queued().id() + "` has no " + what
                + (isOver(task.queued()) ? "." : " yet; it is not over."));
    }

    private static boolean isOver(QueuedTask task) {
        return task.status() == Status.COMPLETED || task.status() == Status.FAILED;
    }

    private QueuedTask queued(String project, String task) {
        return queued(watches.get(project).state(), task)
                .orElseThrow(() -> Problem.notFound("The queue of `" + project + "` has no task `" + task
                        + "`; it keeps the newest 50 of those that have ended."));
    }

    private Task get(String project, String task) {
        QueuedTask queued = queued(project, task);
        boolean hasBegun = queued.startedAt() != null;
        return new Task(queued, hasBegun ? temporal.task(queued.workflow()) : Optional.empty());
    }

    private static Optional<QueuedTask> queued(AutoFixState state, String task) {
        return Stream.of(state.inProgress(), state.pending(), state.completed(), state.failed())
                .flatMap(List::stream)
                .filter(one -> one.id().equals(task))
                .findFirst();
    }

    /** Key and end of a task, for its events. A task that waits again may go on. */
    public EventSource events(String project, String task) {
        queued(project, task);
        return new TaskEvents(project, task);
    }

    /** It asks the queue seldom. */
    private final class TaskEvents implements EventSource {
        private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

        private final String project;
        private final String task;
        private long lookedAt;
        private boolean over;

        TaskEvents(String project, String task) {
            this.project = project;
            this.task = task;
            this.lookedAt = System.nanoTime() - EVERY_NANOS;
        }

        @Override
        public String id() {
            return "task " + FixTask.id(project, task);
        }

        @Override
        public Optional<String> key() {
            return Optional.of(FixTask.id(project, task));
        }

        @Override
        public boolean isOver() {
            if (over || System.nanoTime() - lookedAt < EVERY_NANOS) return over;
            lookedAt = System.nanoTime();
            try {
                WatchView view = watches.get(project);
                over = !view.open()
                        || queued(view.state(), task).map(WatchedTasks::isOver).orElse(true);
            } catch (TemporalUnreachable | Problem noNews) {
                // Keep what was known.
            }
            return over;
        }
    }
}
