package orchestrator.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.temporal.activity.ActivityInterface;
import io.temporal.client.ActivityPausedException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.Trouble;
import orchestrator.eventlog.Troubles;
import orchestrator.eventlog.store.EventStore;
import orchestrator.launcher.HandSetClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroubleInterceptorTest {
    private static final RuntimeException WORKS = new RuntimeException();

    @TempDir
    Path directory;

    private EventStore store;
    private Troubles troubles;
    private TestActivityEnvironment temporal;
    private Diffing activities;
    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-05-01T08:00:00Z"));
    private volatile Supplier<RuntimeException> next = () -> WORKS;

    @ActivityInterface
    public interface Diffing {
        String diff(String key);
    }

    /** Fails as the test scripts it. */
    public final class Fails implements Diffing {
        @Override
        public String diff(String key) {
            RuntimeException failure = next.get();
            if (failure != WORKS) throw failure;
            return "diff of " + key;
        }
    }

    @BeforeEach
    void open() {
        store = EventStore.open("sqlite:" + directory.resolve("events.db"));
        troubles = store.troubles();
        temporal = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new TroubleInterceptor(store.events(), troubles, clock))
                        .build())
                .build());
        temporal.registerActivitiesImplementations(new Fails());
        activities = temporal.newActivityStub(Diffing.class);
    }

    @AfterEach
    void close() {
        temporal.close();
        store.close();
    }

    private ApplicationFailure failure(RuntimeException with) {
        next = () -> with;
        ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, () -> activities.diff("s1"));
        return (ApplicationFailure) failure.getCause();
    }

    private List<AgentEvent> events() {
        return store.events()
                .read(new EventQuery("s1", "", Set.of(), Cursor.START, 100))
                .events();
    }

    private Trouble onlyTrouble() {
        await().until(() -> troubles.all().size() == 1);
        return troubles.all().get(0);
    }

    @Test
    void a_failure_for_the_user_is_reported_at_once_and_not_retried() {
        ApplicationFailure failure = failure(new NeedsUser("The directory /x is gone.", "Put it back."));

        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage()).isEqualTo("The directory /x is gone. Put it back.");
        Trouble trouble = onlyTrouble();
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.NEEDS_YOU);
        assertThat(trouble.reason()).isEqualTo("The directory /x is gone.");
        assertThat(trouble.nextAt()).isNull();
        await().untilAsserted(() -> assertThat(events())
                .singleElement()
                .satisfies(e -> assertThat(e.text())
                        .contains("comparing the result with its base fails", "is gone", "Put it back.")));
    }

    @Test
    void a_passing_failure_is_reported_once_from_the_second_attempt() {
        RuntimeException busy = new UncheckedIOException("cannot write", new IOException("it is busy"));
        assertThat(failure(busy).isNonRetryable()).isFalse();
        failure(busy);
        failure(busy);

        await().until(() -> onlyTrouble().attempts() == 3);
        assertThat(onlyTrouble().kind()).isEqualTo(Trouble.Kind.PASSES);
        assertThat(onlyTrouble().reason()).isEqualTo("Cannot write: it is busy.");
        assertThat(onlyTrouble().nextAt()).isAfter(clock.instant());
        await().untilAsserted(() -> assertThat(events()).hasSize(1));
    }

    @Test
    void an_activity_paused_in_Temporal_is_reported() {
        next = ActivityPausedException::new;
        catchThrowableOfType(ActivityFailure.class, () -> activities.diff("s1"));

        assertThat(onlyTrouble().reason()).isEqualTo("It was paused in Temporal.");
        assertThat(onlyTrouble().remedy()).contains("temporal activity unpause -w ");
    }

    @Test
    void success_clears_a_trouble() {
        RuntimeException busy = new IllegalStateException("it is busy");
        failure(busy);
        failure(busy);
        onlyTrouble();
        next = () -> WORKS;

        activities.diff("s1");

        await().until(() -> troubles.all().isEmpty());
        await().untilAsserted(() ->
                assertThat(events()).last().satisfies(e -> assertThat(e.text()).contains("works again")));
    }

    @Test
    void a_failure_that_lasts_minutes_is_escalated_to_the_user() {
        RuntimeException busy = new IllegalStateException("it is busy");
        for (int i = 0; i < 5; i++) assertThat(failure(busy).isNonRetryable()).isFalse();
        clock.set(clock.instant().plus(Duration.ofMinutes(3)));

        assertThat(failure(busy).isNonRetryable()).isTrue();

        await().until(() -> onlyTrouble().kind() == Trouble.Kind.NEEDS_YOU);
    }

    @Test
    void a_missing_file_is_retried_a_few_times_before_the_user_is_asked() {
        RuntimeException missing = new UncheckedIOException("cannot read it", new NoSuchFileException("/x/y"));
        assertThat(failure(missing).isNonRetryable()).isFalse();
        failure(missing);
        failure(missing);

        ApplicationFailure last = failure(missing);

        assertThat(last.isNonRetryable()).isTrue();
        assertThat(last.getOriginalMessage()).contains("/x/y does not exist").doesNotContain("java.nio");
    }

    @Test
    void a_programmers_error_fails_at_once() {
        for (RuntimeException wrong : List.of(
                new NullPointerException("Cannot invoke x because y is null"),
                new IllegalArgumentException("no such enum"),
                new ClassCastException("A is not B"))) {
            assertThat(failure(wrong).isNonRetryable()).isTrue();
        }
        assertThat(onlyTrouble().kind()).isEqualTo(Trouble.Kind.NEVER);
    }

    @Test
    void an_activitys_own_final_failure_is_kept() {
        ApplicationFailure refused = ApplicationFailure.newNonRetryableFailure("It is refused.", "CheckoutRefused");

        ApplicationFailure failure = failure(refused);

        assertThat(failure.getType()).isEqualTo("CheckoutRefused");
        assertThat(troubles.all()).isEmpty();
    }

    @Test
    void a_restarted_worker_clears_the_troubles_of_its_predecessor() {
        troubles.report(new Trouble(
                "s2",
                "",
                "comparing the result with its base",
                Trouble.Kind.PASSES,
                "It is busy.",
                "",
                clock.instant(),
                7,
                null));
        TroubleBook book = new TroubleBook(store.events(), troubles, clock);

        book.works(new ActivitySubject("s2", "", "comparing the result with its base"));

        await().until(() -> troubles.all().isEmpty());
    }

    @Test
    void a_full_disk_is_a_failure_for_the_user() {
        ActivityFault fault =
                FaultKinds.of(new UncheckedIOException(new FileSystemException("/x", null, "No space left on device")));

        assertThat(fault.kind()).isEqualTo(Trouble.Kind.NEEDS_YOU);
        assertThat(fault.words()).contains("/x", "No space left", "Make room");
    }
}
