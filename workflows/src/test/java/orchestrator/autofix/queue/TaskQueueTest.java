package orchestrator.autofix.queue;

import static orchestrator.autofix.queue.TestTasks.NOON;
import static orchestrator.autofix.queue.TestTasks.at;
import static orchestrator.autofix.queue.TestTasks.changes;
import static orchestrator.autofix.queue.TestTasks.dollars;
import static orchestrator.autofix.queue.TestTasks.ended;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import orchestrator.autofix.AutoFixState.Statistics;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.FixProgress.Step;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.QueuedTask.Status;
import orchestrator.autofix.request.PriorityRule;
import orchestrator.autofix.request.TaskPriority;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskQueueTest {
    private static final Priorities USUAL = new Priorities(List.of());

    private final TaskQueue queue = TaskQueue.empty("shop", 7, NOON);

    private List<QueueEntry> change(String... paths) {
        return queue.add(changes(paths), paths.length, USUAL, NOON);
    }

    private QueueEntry running(String path) {
        QueueEntry task = change(path).get(0);
        queue.start(task, NOON);
        return task;
    }

    private static List<List<String>> files(List<QueueEntry> tasks) {
        return tasks.stream()
                .map(task -> task.files().stream().map(FileChange::path).toList())
                .toList();
    }

    @Test
    void a_file_that_changes_again_while_it_waits_is_the_same_task() {
        QueueEntry first = change("a.py").get(0);

        List<QueueEntry> again = change("a.py");

        assertThat(again).containsExactly(first);
        assertThat(queue.pending()).hasSize(1);
    }

    @Test
    void a_file_that_changes_again_twice_while_in_progress_is_one_more_task() {
        QueueEntry first = running("a.py");

        QueueEntry second = change("a.py").get(0);
        change("a.py");

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(queue.inProgress()).containsExactly(first);
        assertThat(queue.pending()).containsExactly(second);
    }

    @Test
    void a_change_that_overlaps_several_waiting_tasks_unites_them() {
        change("a.py");
        change("b.py");
        change("test_a.py");

        change("a.py", "test_a.py");

        assertThat(files(queue.pending())).containsExactly(List.of("a.py", "test_a.py"), List.of("b.py"));
        assertThat(queue.pending().get(0).filesTotal()).isEqualTo(2);
    }

    @Test
    void the_newest_kind_of_change_of_a_file_counts() {
        change("a.py");
        FileChange gone = new FileChange("a.py", FileChange.Kind.DELETED, "");

        queue.add(List.of(gone), 1, USUAL, NOON);

        assertThat(queue.pending().get(0).files()).containsExactly(gone);
        assertThat(queue.pending().get(0).description()).isEqualTo("deleted a.py");
    }

    @Test
    void a_batch_of_many_files_is_one_task_that_keeps_the_first_of_them() {
        List<FileChange> many = IntStream.range(0, 500)
                .mapToObj(i -> TestTasks.changed("f" + i + ".py"))
                .toList();

        queue.add(many, 2_000, USUAL, NOON);

        QueueEntry task = queue.pending().get(0);
        assertThat(task.files()).hasSize(QueueEntry.FILES_MAX);
        assertThat(task.filesTotal()).isEqualTo(2_000);
        assertThat(task.description()).isEqualTo("modified f0.py and 1999 more files");
    }

    @Test
    void a_full_queue_takes_further_changes_into_its_last_task() {
        IntStream.range(0, 100).forEach(i -> change("f" + i + ".py"));

        change("one-more.py");

        assertThat(queue.pending()).hasSize(100);
        assertThat(files(queue.pending()).get(99)).containsExactly("f99.py", "one-more.py");
    }

    @Test
    void the_highest_priority_begins_first_and_of_those_the_oldest() {
        Priorities rules = new Priorities(
                List.of(new PriorityRule("docs/**", TaskPriority.LOW), new PriorityRule("src/**", TaskPriority.HIGH)));
        for (String path : List.of("docs/a.md", "b.py", "src/c.py", "src/d.py"))
            queue.add(changes(path), 1, rules, NOON);

        List<String> begun = new ArrayList<>();
        while (true) {
            var next = queue.next(task -> null);
            if (next.isEmpty()) break;
            queue.start(next.get(), NOON);
            begun.add(next.get().firstFile());
        }

        assertThat(begun).containsExactly("src/c.py", "src/d.py", "b.py", "docs/a.md");
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void each_outcome_has_its_place(Outcome outcome) {
        QueueEntry task = running("a.py");

        queue.end(task, ended(task, outcome), NOON);

        assertThat(queue.inProgress()).isEmpty();
        List<QueueEntry> place = switch (outcome) {
            case GREEN, FIXED, KEPT, RED_BEFORE, DROPPED -> queue.completed();
            case REPORTED, CANNOT_TEST, ESCALATED, FAILED -> queue.failed();
            case INTERRUPTED -> queue.pending();
        };
        assertThat(place).containsExactly(task);
    }

    @Test
    void an_interrupted_task_waits_again_with_a_workflow_of_its_own() {
        QueueEntry task = running("a.py");
        String first = task.workflow();

        queue.end(task, ended(task, Outcome.INTERRUPTED), NOON);

        assertThat(task.retries()).isOne();
        assertThat(task.status()).isEqualTo(Status.PENDING);
        assertThat(task.workflow()).isEqualTo(first + "-2");
        assertThat(queue.tally().statistics().processed()).isZero();
    }

    @Test
    void a_dropped_task_that_is_interrupted_ends_as_dropped() {
        QueueEntry task = running("a.py");
        queue.markDropped(task);

        queue.end(task, ended(task, Outcome.INTERRUPTED), NOON);

        assertThat(queue.completed()).containsExactly(task);
        assertThat(task.result()).isNotNull();
        assertThat(task.result().outcome()).isEqualTo(Outcome.DROPPED);
    }

    @Test
    void a_task_without_a_report_is_queued_again_twice_and_then_given_up() {
        QueueEntry task = running("a.py");

        for (int i = 0; i < 2; i++) {
            assertThat(queue.lost(task, "lost", NOON)).isTrue();
            queue.start(task, NOON);
        }

        assertThat(queue.lost(task, "lost", NOON)).isFalse();
        assertThat(queue.failed()).containsExactly(task);
    }

    @Test
    void a_task_that_is_tried_again_is_counted_once() {
        QueueEntry task = running("a.py");
        queue.end(task, ended(task, Outcome.ESCALATED), NOON);
        assertThat(queue.tally().statistics()).isEqualTo(new Statistics(NOON, 1, 0, 1, 1));

        queue.retry(task);
        assertThat(queue.tally().statistics()).isEqualTo(new Statistics(NOON, 0, 0, 0, 0));
        queue.start(task, NOON);
        queue.end(task, ended(task, Outcome.FIXED), NOON);

        assertThat(queue.tally().statistics()).isEqualTo(new Statistics(NOON, 1, 1, 0, 0));
        assertThat(queue.tally().statistics().successPercent()).isEqualTo(100);
    }

    @Test
    void only_the_newest_fifty_of_each_end_are_kept() {
        IntStream.range(0, 60).forEach(i -> {
            QueueEntry task = running("f" + i + ".py");
            queue.end(task, ended(task, i % 2 == 0 ? Outcome.GREEN : Outcome.FAILED), NOON);
        });
        IntStream.range(60, 150).forEach(i -> {
            QueueEntry task = running("f" + i + ".py");
            queue.end(task, ended(task, Outcome.GREEN), NOON);
        });

        assertThat(queue.completed()).hasSize(50);
        assertThat(queue.failed()).hasSize(30);
        assertThat(queue.completed().get(0).firstFile()).isEqualTo("f149.py");
        assertThat(queue.tally().statistics().processed()).isEqualTo(150);
    }

    @Test
    void a_task_that_needs_a_person_takes_no_place_of_another() {
        QueueEntry task = running("a.py");

        queue.progress(task, at(task, Step.NEEDS_YOU), NOON);

        assertThat(queue.inProgress()).containsExactly(task);
        assertThat(queue.busy()).isEmpty();
    }

    @Test
    void what_is_used_up_is_what_is_new_since_the_last_report() {
        QueueEntry task = running("a.py");

        FixSpending.Entry first = queue.progress(task, at(task, Step.FIXING, dollars(1), 1_000), NOON);
        FixSpending.Entry second = queue.progress(task, at(task, Step.FIXING, dollars(1.5), 3_000), NOON);
        FixSpending.Entry last = queue.end(task, ended(task, Outcome.FIXED, dollars(2), 3_000), NOON);

        assertThat(first).isEqualTo(new FixSpending.Entry(NOON, 1.0, 0, 1_000));
        assertThat(second).isEqualTo(new FixSpending.Entry(NOON, 0.5, 0, 2_000));
        assertThat(last).isEqualTo(new FixSpending.Entry(NOON, 0.5, 0, 0));
    }

    @Test
    void a_queue_that_is_carried_over_as_json_is_the_same() {
        QueueEntry running = running("a.py");
        queue.progress(running, at(running, Step.FIXING), NOON);
        QueueEntry failed = running("b.py");
        queue.end(failed, ended(failed, Outcome.ESCALATED), NOON);
        QueueEntry forced = running("c.py");
        queue.end(forced, ended(forced, Outcome.FAILED), NOON);
        queue.retry(forced);
        queue.add(NewTask.wholeProject("first look", true), NOON);

        SavedQueue read = Json.read(Json.write(queue.saved()), SavedQueue.class);
        TaskQueue later = new TaskQueue("shop", read);

        assertThat(later.saved()).isEqualTo(queue.saved());
        assertThat(later.find(forced.id()))
                .get()
                .extracting(QueueEntry::isForced)
                .isEqualTo(true);
        assertThat(later.add(changes("d.py"), 1, USUAL, NOON).get(0).id())
                .isNotIn(queue.pending().stream().map(QueueEntry::id).toList());
    }

    @Test
    void ids_do_not_repeat() {
        TaskIds ids = new TaskIds(-5, 0);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            ids = ids.next();
            seen.add(ids.id());
        }

        assertThat(seen).doesNotHaveDuplicates().allMatch(id -> id.matches("task_[0-9a-f]{8}"));
    }

    @Test
    void a_task_is_shown_with_the_reason_for_its_wait() {
        change("a.py");

        List<QueuedTask> shown = queue.shownPending(task -> new StartDelay("later", NOON));

        assertThat(shown).singleElement().satisfies(task -> {
            assertThat(task.waits()).isEqualTo("later");
            assertThat(task.waitsUntil()).isEqualTo(NOON);
        });
    }
}
