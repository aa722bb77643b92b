package orchestrator.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import orchestrator.autofix.AutoFixHealth;
import orchestrator.autofix.AutoFixHealth.Check;
import orchestrator.autofix.AutoFixState;
import orchestrator.home.ProjectHome;
import orchestrator.json.Json;
import orchestrator.launcher.HandSetClock;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.TestHost;
import orchestrator.temporal.WorkflowLookup.Answer;
import orchestrator.watch.WatcherFacts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthWriterTest {
    private static final String PROJECT = "shop-1f2e3d4c";
    private static final Instant T0 = Instant.parse("2026-05-01T08:00:00Z");

    @TempDir
    Path base;

    private final HandSetClock clock = new HandSetClock(T0);
    private final Map<String, WatcherFacts> watchers = new HashMap<>();
    private TestHost host;
    private Path target;
    private ProjectStates states;
    private HostContext context;
    private HealthCheck check;
    private HealthWriter writer;

    @BeforeEach
    void open() {
        host = new TestHost(base);
        target = host.directory("shop");
        host.install("claude");
        host.install("shop-tests");
        host.says("autofix-" + PROJECT, Answer.OPEN);
        HostContext parts = host.parts();
        HostContext atHandSetTime = new HostContext(
                parts.home(),
                parts.environment(),
                clock,
                parts.store(),
                parts.agents(),
                parts.processes(),
                parts.followers());
        states = new ProjectStates(parts.home(), clock);
        context = atHandSetTime;
        writer = within(Duration.ofMinutes(1));
        watchers.put(PROJECT, new WatcherFacts("inotify", 3, 40, "", null));
        states.export(state());
    }

    @AfterEach
    void close() throws Exception {
        check.close();
        host.close();
    }

    private HealthWriter within(Duration limit) {
        HostContext parts = host.parts();
        check = new HealthCheck(parts.home(), parts.environment(), host.workflows(), states, limit);
        return new HealthWriter(context, () -> watchers, states, check);
    }

    @Test
    void a_project_has_a_heartbeat_and_a_health_check_at_once() {
        writer.beatIfDue();

        AutoFixHealth health = health();
        assertThat(health.heartbeatAt()).isEqualTo(T0);
        assertThat(health.checkedAt()).isEqualTo(T0);
        assertThat(health.mode()).isEqualTo("inotify");
        assertThat(health.checks())
                .extracting(Check::name)
                .containsExactly("watcher", "queue", "test command", "agents", "state file");
        assertThat(health.checks())
                .allSatisfy(check -> assertThat(check.isGood()).isTrue());
    }

    @Test
    void a_heartbeat_comes_every_30_seconds_and_a_check_every_5_minutes() throws IOException {
        writer.beatIfDue();
        after(Duration.ofSeconds(29));
        assertThat(health().heartbeatAt()).isEqualTo(T0);

        after(Duration.ofSeconds(30));
        assertThat(health().heartbeatAt()).isEqualTo(T0.plusSeconds(30));
        assertThat(health().checkedAt()).isEqualTo(T0);
        assertThat(Files.readString(target.resolve("state.json"))).contains("\"2026-05-01T08:00:30Z\"");

        after(Duration.ofMinutes(5));
        assertThat(health().checkedAt()).isEqualTo(T0.plus(Duration.ofMinutes(5)));
    }

    @Test
    void each_check_says_what_is_wrong() throws IOException {
        host.says("autofix-" + PROJECT, Answer.CLOSED);
        Files.delete(base.resolve("bin/claude"));
        Files.delete(base.resolve("bin/shop-tests"));
        Files.writeString(target.resolve("state.json"), "not ours");
        states.export(state());

        writer.beatIfDue();

        assertThat(words("queue")).contains("is over. Begin again: orchestrate watch " + target);
        assertThat(words("agents")).isEqualTo("claude is not installed any more");
        assertThat(words("test command")).contains("shop-tests of `shop-tests -q` was not found");
        assertThat(words("state file")).contains("is no state file");
    }

    @Test
    void a_program_that_hangs_does_not_hold_the_check_up() throws Exception {
        Path claude = base.resolve("bin/claude");
        Files.writeString(claude, "#!/bin/sh\nwhile [ ! -e \"$0.may-end\" ]; do sleep 0.05; done\n");
        claude.toFile().setExecutable(true);
        check.close();

        within(Duration.ofMillis(300)).beatIfDue();

        assertThat(words("agents")).contains("did not answer within 300 ms");
        Files.createFile(base.resolve("bin/claude.may-end"));
    }

    @Test
    void a_project_that_is_not_watched_any_more_has_no_further_heartbeat() {
        writer.beatIfDue();
        watchers.clear();
        after(Duration.ofMinutes(1));

        assertThat(health().heartbeatAt()).isEqualTo(T0);
    }

    private void after(Duration time) {
        clock.set(T0.plus(time));
        writer.beatIfDue();
    }

    private String words(String check) {
        return health().checks().stream()
                .filter(one -> one.name().equals(check) && !one.isGood())
                .map(Check::words)
                .findFirst()
                .orElseThrow();
    }

    private AutoFixHealth health() {
        ProjectHome files = host.parts().home().project(PROJECT);
        return files.read(files.health(), AutoFixHealth.class).orElseThrow();
    }

    private AutoFixState state() {
        String request =
                "{\"target\": \"%s\", \"stateFile\": \"%s/state.json\", \"test\": {\"command\": \"shop-tests -q\"},"
                        + " \"repair\": {\"strategyAgent\": \"claude\", \"fixAgent\": \"claude\"}}";
        return Json.read(
                "{\"project\": \"" + PROJECT + "\", \"execution\": \"e\", \"status\": \"watching\", \"reason\": \"\","
                        + "\"request\": " + request.formatted(target, target) + ", \"host\": \"h\", \"pending\": [],"
                        + "\"inProgress\": [], \"completed\": [], \"failed\": [], \"history\": [], \"breakers\": [],"
                        + "\"spent\": [], \"notes\": [], \"statistics\": {\"since\": \"2026-05-01T08:00:00Z\","
                        + "\"processed\": 0, \"succeeded\": 0, \"failed\": 0, \"escalated\": 0}}",
                AutoFixState.class);
    }
}
