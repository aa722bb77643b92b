package orchestrator.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.CheckoutActivities.Verified.Status;
import orchestrator.eventlog.store.EventStore;
import orchestrator.identity.LaunchId;
import orchestrator.process.RunProcesses;
import orchestrator.process.TimedCommand;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    Path directory;

    private final RunProcesses processes = new RunProcesses(RunProcesses.systemTable());
    private EventStore store;
    private CheckCommand verification;

    @BeforeEach
    void open() {
        store = EventStore.open("sqlite:" + directory.resolve("events.db"));
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", directory.toString());
        environment.put("ANTHROPIC_API_KEY", "secret");
        verification = new CheckCommand(new TimedCommand(processes, environment), store.artifacts());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private LaunchId launch() {
        return new LaunchId(directory.getFileName().toString(), "verify", 1);
    }

    private Verified run(String command) throws InterruptedException {
        return run(command, Duration.ofSeconds(60));
    }

    private Verified run(String command, Duration limit) throws InterruptedException {
        return verification.run(command, directory, launch(), directory.resolve("verify.log"), limit);
    }

    private List<Long> left() {
        return processes.members(launch(), Optional.empty());
    }

    @Test
    void a_successful_command_is_green_and_its_output_is_kept() throws Exception {
        Verified verified = run("echo all good");

        assertThat(verified.status()).isEqualTo(Status.GREEN);
        assertThat(verified.tail()).isEqualTo("all good");
        assertThat(store.artifacts().get(verified.output())).contains("all good\n");
    }

    @Test
    void a_second_attempt_ends_the_first_and_is_not_ended_by_it() throws Exception {
        Path begun = directory.resolve("begun");
        CompletableFuture<Verified> first = CompletableFuture.supplyAsync(() -> {
            try {
                return run("touch begun; exec sleep 300");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> Files.exists(begun));

        Verified second = run("sleep 1; echo good");

        assertThat(second.status()).isEqualTo(Status.GREEN);
        assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(Status.RED);
        assertThat(left()).isEmpty();
    }

    @Test
    void a_failed_command_is_red_and_its_last_lines_are_reported() throws Exception {
        Verified verified = run("seq 1 100; echo expected 2, was 3 >&2; exit 4");

        assertThat(verified.status()).isEqualTo(Status.RED);
        assertThat(verified.exitCode()).isEqualTo(4);
        assertThat(verified.tail()).startsWith("82\n").endsWith("expected 2, was 3");
    }

    @Test
    void a_command_that_cannot_be_run_says_nothing_about_the_work() throws Exception {
        assertThat(run("no-such-program --test").status()).isEqualTo(Status.CANNOT_RUN);
        Files.writeString(directory.resolve("not-executable"), "");
        assertThat(run("./not-executable").status()).isEqualTo(Status.CANNOT_RUN);
    }

    @Test
    void nothing_is_run_without_a_command_or_a_guess() throws Exception {
        assertThat(verification
                        .run(null, directory, launch(), directory.resolve("verify.log"), Duration.ofSeconds(9))
                        .status())
                .isEqualTo(Status.NOTHING);
    }

    @Test
    void a_guessed_command_is_reported_with_the_file_it_comes_from() throws Exception {
        Files.writeString(directory.resolve("Makefile"), "check:\n\t@echo checked\n");

        Verified verified =
                verification.run(null, directory, launch(), directory.resolve("verify.log"), Duration.ofSeconds(60));

        assertThat(verified.status()).isEqualTo(Status.GREEN);
        assertThat(verified.command()).isEqualTo("make check");
        assertThat(verified.guessedFrom()).isEqualTo("Makefile");
    }

    @Test
    void a_command_that_exceeds_its_time_is_ended_with_its_children_and_red() throws Exception {
        Verified verified = run("echo begun; setsid sleep 600 & sleep 600", Duration.ofSeconds(1));

        assertThat(verified.status()).isEqualTo(Status.RED);
        assertThat(verified.exitCode()).isEqualTo(TimedCommand.TIME_IS_UP);
        assertThat(verified.tail()).contains("begun", "ended after 1 seconds, its time limit");
        assertThat(left()).isEmpty();
    }

    @Test
    void background_children_are_not_waited_for_and_are_ended() throws Exception {
        Verified verified = run("(sleep 600 &) ; echo done");

        assertThat(verified.status()).isEqualTo(Status.GREEN);
        assertThat(verified.seconds()).isLessThan(30);
        assertThat(left()).isEmpty();
    }

    @Test
    void a_command_gets_no_input_and_no_keys() throws Exception {
        assertThat(run("cat; echo key=[$ANTHROPIC_API_KEY] home=[$HOME]").tail())
                .isEqualTo("key=[] home=[" + directory + "]");
    }

    @Test
    void only_the_last_64_KB_are_kept_as_an_artifact() throws Exception {
        Verified verified =
                run("i=0; while [ $i -lt 3000 ]; do echo line $i of a very long build log; i=$((i+1)); done");

        assertThat(store.artifacts().get(verified.output()).orElseThrow()).hasSizeLessThanOrEqualTo(64 * 1024);
        assertThat(verified.tail()).endsWith("line 2999 of a very long build log");
    }

    @Test
    void an_interrupted_check_leaves_nothing_running() throws Exception {
        Thread thread = new Thread(() -> {
            try {
                run("touch begun; sleep 600");
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        Awaitility.await().until(() -> Files.exists(directory.resolve("begun")));

        thread.interrupt();
        thread.join();

        assertThat(left()).isEmpty();
    }

    @Test
    void leftovers_of_checks_without_the_environment_are_ended() throws Exception {
        Verified verified = run("setsid sh -c 'env -i PATH=\"$PATH\" setsid sleep 615.5 & echo $! >left' </dev/null");

        assertThat(verified.status()).isEqualTo(Status.GREEN);
        long left = Long.parseLong(Files.readString(directory.resolve("left")).strip());
        Awaitility.await().until(() -> ProcessHandle.of(left).isEmpty());
    }

    @Test
    void an_attempt_whose_worker_died_is_ended_before_the_next() throws IOException, InterruptedException {
        ProcessBuilder earlier = new ProcessBuilder("sleep", "600");
        earlier.environment().put("ORCHESTRATOR_RUN", launch().marker());
        Process process = earlier.start();

        run("true");

        assertThat(process.waitFor(5, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
}
