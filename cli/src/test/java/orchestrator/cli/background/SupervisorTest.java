package orchestrator.cli.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.home.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real supervisor, with small shell commands to supervise. */
@Timeout(60)
class SupervisorTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private Service service;

    @BeforeEach
    void make(@TempDir Path directory) {
        service = new Service(Home.at(directory.resolve("data")), "thing");
    }

    @AfterEach
    void end() {
        service.supervisor().ifPresent(ServiceProcess::kill);
        service.standby().ifPresent(ServiceProcess::kill);
        service.process().ifPresent(ServiceProcess::kill);
    }

    private void start(String script) {
        service.start(
                List.of("sh", "-c", script),
                Map.of("ORCHESTRATOR_LOG_BYTES_MAX", "20000", "ORCHESTRATOR_STANDBY_AFTER_SECONDS", "1"));
    }

    private ServiceProcess process() {
        await().atMost(SOON).until(() -> service.process().isPresent());
        return service.process().orElseThrow();
    }

    private String log() throws IOException {
        return Files.readString(service.log());
    }

    @Test
    void a_killed_command_is_restarted_at_once() {
        start("echo started; exec sleep 1000");
        ServiceProcess first = process();

        long killedAt = System.nanoTime();
        first.kill();
        await().atMost(SOON)
                .until(() -> service.process()
                        .filter(now -> now.pid() != first.pid())
                        .isPresent());

        assertThat(Duration.ofNanos(System.nanoTime() - killedAt)).isLessThan(Duration.ofSeconds(5));
        assertThat(service.restarts()).isEqualTo(1);
    }

    @Test
    void a_command_that_ran_for_some_seconds_is_restarted_at_once_however_often_it_is_killed() throws IOException {
        start("exec sleep 1000");
        for (int kills = 0; kills < 3; kills++) {
            ServiceProcess now = process();
            await().pollDelay(Duration.ofSeconds(2)).until(now::isAlive);
            now.kill();
            await().atMost(SOON).until(() -> !now.isAlive());
        }
        process();

        assertThat(log()).containsPattern("(?s)(restarting it in 0 s.*){3}").doesNotContain("restarting it in 1 s");
    }

    @Test
    void the_classes_of_a_java_process_are_archived_for_later_starts() throws IOException {
        Path archive = service.home().file("thing.jsa");
        startJava(archive, "exec sleep 1000");
        ServiceProcess first = process();
        await().atMost(SOON).until(() -> Files.exists(archive));

        first.kill();

        await().atMost(SOON).until(() -> log().contains("started with \"-XX:SharedArchiveFile=" + archive));
        assertThat(log()).contains("started with \"-XX:DumpLoadedClassList=");
    }

    @Test
    void an_archive_that_makes_java_crash_is_replaced() throws IOException {
        Path archive = Files.writeString(service.home().file("thing.jsa"), "damaged");

        startJava(archive, "grep -q damaged " + archive + " && kill -ABRT $$; exec sleep 1000");

        await().atMost(SOON).until(() -> log().contains("started with \"-XX:DumpLoadedClassList="));
        await().atMost(SOON).until(() -> Files.exists(archive));
        assertThat(archive).content().doesNotContain("damaged");
    }

    /** A shell script that accepts Java's flags. */
    private void startJava(Path archive, String then) throws IOException {
        Path java = Files.writeString(service.home().file("java.sh"), """
                #!/bin/sh
                if [ "$1" = -Xshare:dump ]; then echo archived >"${3#*=}"; exit 0; fi
                read -r flags <"${1#@}"
                echo "started with $flags"
                case $flags in *Dump*) classes=${flags#*=}; printf 'a\\nb\\n' >"${classes%\\"}" ;; esac
                """ + then + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        service.start(archive.toString(), List.of(java.toString()), Map.of("ORCHESTRATOR_ARCHIVE_AFTER_SECONDS", "1"));
    }

    @Test
    void a_command_that_keeps_ending_is_restarted_less_and_less_often() throws IOException {
        start("exit 3");

        await().atMost(SOON).until(() -> log().contains("ended with 3 after 0 s; restarting it in 2 s"));

        assertThat(log()).containsSubsequence("restarting it in 0 s", "restarting it in 1 s", "restarting it in 2 s");
    }

    @Test
    void term_ends_supervisor_and_command_and_lets_the_command_finish() throws IOException {
        start("trap 'echo finished; kill $!; exit 0' TERM; while :; do sleep 1000 & wait $!; done");
        ServiceProcess process = process();
        ServiceProcess supervisor = service.supervisor().orElseThrow();

        supervisor.terminate();

        await().atMost(SOON).until(() -> !supervisor.isAlive() && !process.isAlive());
        assertThat(log()).contains("finished");
        assertThat(service.home().file("thing.pid")).doesNotExist();
        assertThat(service.home().file("thing.supervisor.pid")).doesNotExist();
    }

    @Test
    void term_between_two_starts_ends_the_supervisor_at_once() {
        start("exit 3");
        await().atMost(SOON).until(() -> log().contains("restarting it in 2 s"));
        ServiceProcess supervisor = service.supervisor().orElseThrow();

        supervisor.terminate();

        await().atMost(Duration.ofMillis(1_500)).until(() -> !supervisor.isAlive());
    }

    @Test
    void a_misconfigured_command_is_not_restarted_and_the_reason_is_kept() {
        start("echo port 8000 is in use >&2; exit 4");

        await().atMost(SOON).until(() -> service.failure().isPresent() && !service.isSupervised());

        assertThat(service.failure().orElseThrow()).contains("port 8000 is in use");
        assertThat(service.restarts()).isZero();
    }

    private static final String WANTS = "echo wanted >thing.standby.wish; ";

    private ServiceProcess standby() {
        await().atMost(SOON).until(() -> service.standby().isPresent());
        return service.standby().orElseThrow();
    }

    @Test
    void the_standby_of_a_killed_command_is_the_command_from_then_on_and_gets_a_standby_itself() throws IOException {
        start(WANTS + "exec sleep 1000");
        ServiceProcess first = process();
        ServiceProcess standby = standby();

        first.kill();

        await().atMost(SOON).until(() -> service.process().equals(Optional.of(standby)));
        await().atMost(SOON)
                .until(() ->
                        service.standby().filter(next -> !next.equals(standby)).isPresent());
        assertThat(log()).contains("its standby " + standby.pid() + " took over");
    }

    @Test
    void term_ends_the_standby_too() {
        start(WANTS + "exec sleep 1000");
        ServiceProcess standby = standby();
        ServiceProcess supervisor = service.supervisor().orElseThrow();

        supervisor.terminate();

        await().atMost(SOON).until(() -> !supervisor.isAlive() && !standby.isAlive());
        assertThat(service.home().file("thing.standby.wish")).doesNotExist();
    }

    @Test
    void a_standby_that_is_not_wanted_any_more_is_ended() throws IOException {
        start(WANTS + "exec sleep 1000");
        ServiceProcess standby = standby();

        Files.writeString(service.home().file("thing.standby.wish"), "memory is short\n");

        await().atMost(SOON.multipliedBy(2)).until(() -> !standby.isAlive());
        assertThat(service.process()).isPresent();
    }

    @Test
    void after_a_command_that_ended_by_itself_there_is_no_standby_until_the_next_one_has_run_for_a_minute()
            throws IOException {
        start(WANTS + "mkdir first 2>/dev/null || exec sleep 1000; until [ -e end ]; do sleep 0.1; done; exit 3");
        ServiceProcess standby = standby();

        Files.writeString(service.home().file("end"), "");

        await().atMost(SOON).until(() -> service.process().equals(Optional.of(standby)));
        assertThat(service.home().file("thing.standby.note"))
                .hasContent("thing ended by itself; a standby follows when the next one has run for 60 s");
        assertThat(service.standby()).isEmpty();
    }

    @Test
    void a_standby_that_keeps_ending_is_tried_again_after_a_pause_and_the_command_is_left_alone() throws IOException {
        start(WANTS + "mkdir first 2>/dev/null || exit 4; exec sleep 1000");
        ServiceProcess command = process();

        await().atMost(SOON).until(() -> log().contains("thing has no standby"));

        assertThat(log()).containsPattern("thing has no standby: it ended with 4 after \\d s; the next try is in 10 s");

        assertThat(command.isAlive()).isTrue();
        assertThat(service.standby()).isEmpty();
    }

    @Test
    void a_log_that_grows_too_large_is_rotated() {
        start("i=0; while [ $i -lt 3000 ]; do echo \"a line of some length $i\"; i=$((i+1)); done; exit 3");

        await().atMost(SOON).until(() -> service.restarts() > 0);
        ServiceProcess first = service.supervisor().orElseThrow();
        first.terminate();
        await().atMost(SOON).until(() -> !first.isAlive());
        start("exec sleep 1000");
        process();

        assertThat(service.home().logs().resolve("thing.log.1")).isNotEmptyFile();
        await().atMost(SOON).until(() -> Files.size(service.log()) < 20_000);
    }

    @Test
    void a_service_never_has_two_supervisors() {
        start("exec sleep 1000");
        process();

        assertThatThrownBy(() -> start("exec sleep 1000")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_supervisor_ends_if_its_directory_is_gone() throws IOException {
        start("exit 3");
        ServiceProcess supervisor = service.supervisor().orElseThrow();

        Path home = service.home().directory();
        Files.move(home, home.resolveSibling("elsewhere"));

        await().atMost(SOON).until(() -> !supervisor.isAlive());
    }

    @Test
    void a_reused_pid_is_left_alone() throws IOException {
        Path file = service.home().file("thing.started");
        long pid = ProcessHandle.current().pid();
        Files.writeString(file, pid + " another-boot/1\n");

        assertThat(service.process()).isEmpty();

        ServiceProcess.read(file).orElseThrow().kill();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void a_broken_pid_file_names_no_process() throws IOException {
        Files.writeString(service.home().file("thing.started"), "not a number at all");
        assertThat(service.process()).isEmpty();

        Files.writeString(service.home().file("thing.started"), "");
        assertThat(service.process()).isEmpty();
    }
}
