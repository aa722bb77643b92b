package orchestrator.guard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import orchestrator.agent.GuardHook;
import orchestrator.agent.stream.ToolCalls;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.hook.HookFiles;
import orchestrator.guard.record.GuardLog;
import orchestrator.identity.LaunchId;
import orchestrator.launch.GuardActivities.CallAnswer;
import orchestrator.launch.GuardActivities.Choice;
import orchestrator.launch.GuardRecord;
import orchestrator.launch.GuardRecord.Kind;
import orchestrator.launcher.TestHost;
import orchestrator.process.LaunchDirectory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script with the real curl asks a real server. */
class GuardServerTest {
    private static final LaunchId LAUNCH = new LaunchId("session", "claude-1", 1);

    @TempDir
    private Path base;

    private TestHost host;
    private WorkerGuard guard;
    private GuardHook hook;

    @BeforeEach
    void start() throws Exception {
        host = new TestHost(base);
        host.launch(LAUNCH, "sleep 60");
        hook = new HookFiles(host.parts().home(), host.parts().environment())
                .prepare(LAUNCH, directory().path());
        guard = guard();
    }

    /** Decides by the first word of a command. */
    private WorkerGuard guard() {
        return WorkerGuard.start(host.parts(), (launch, json) -> {
            ToolCall call = ToolCalls.of(ToolKind.SHELL, json.path("tool_name").asText(), json.path("tool_input"));
            String word = call.command().split(" ")[0];
            return new CallJudge.Judged(
                    call,
                    switch (word) {
                        case "deny" -> GuardDecision.deny("rule", "No: " + call.command() + ".");
                        case "ask" -> GuardDecision.ask("rule", "It asks.");
                        case "watch" -> GuardDecision.watch("rule", "It is watched.");
                        case "allow" -> GuardDecision.ALLOWED;
                        default -> GuardDecision.deny("unreadable", "Unreadable.");
                    });
        });
    }

    @AfterEach
    void stop() throws Exception {
        guard.close();
        host.close();
    }

    @Test
    void the_hook_says_nothing_if_a_call_may_run_and_vetoes_it_with_the_reason_if_not() {
        assertThat(call("allow")).isEqualTo(new Ended(0, "", ""));
        assertThat(call("watch it")).isEqualTo(new Ended(0, "", ""));
        assertThat(call("deny it")).isEqualTo(new Ended(2, "", "No: deny it.\n"));
        assertThat(run("this is no JSON")).isEqualTo(new Ended(2, "", "Unreadable.\n"));

        assertThat(records()).extracting(GuardRecord::kind).containsExactly(Kind.WATCHED, Kind.DENIED, Kind.DENIED);
        assertThat(records()).extracting(GuardRecord::number).containsExactly(1, 2, 3);
        assertThat(host.events(LAUNCH))
                .extracting(AgentEvent::type)
                .containsExactly(EventType.STATUS, EventType.VIOLATION, EventType.VIOLATION);
    }

    @Test
    void a_long_call_is_read_whole_and_one_beyond_the_limit_is_denied() {
        assertThat(call("allow " + "x".repeat(1_000_000)).code()).isZero();
        assertThat(call("allow " + "x".repeat(5_000_000)).code()).isEqualTo(2);
    }

    @Test
    void a_call_waits_for_a_worker_that_restarts() throws Exception {
        guard.close();
        CompletableFuture<Ended> called = CompletableFuture.supplyAsync(() -> call("deny it"));

        guard = guard();

        assertThat(called.get(20, TimeUnit.SECONDS)).isEqualTo(new Ended(2, "", "No: deny it.\n"));
    }

    @Test
    void a_second_worker_leaves_the_first_alone_and_takes_over_when_it_is_gone() throws Exception {
        assertThat(call("allow").code()).isZero();
        WorkerGuard second = guard();
        assertThat(call("allow").code()).isZero();

        guard.close();

        assertThat(call("allow").code()).isZero();
        second.close();
    }

    @Test
    void what_is_no_clear_answer_is_a_veto() throws Exception {
        Path request = HookFiles.of(directory().path()).resolve("request");
        String right = Files.readString(request);
        assertThat(call("allow").code()).isZero();

        Files.writeString(request, right.replaceFirst("Bearer ..", "Bearer zz"));
        assertThat(call("allow")).satisfies(GuardServerTest::isDown);
        Files.writeString(request, right.replace("/call", "/call\"\noutput = \"/dev/null"));
        assertThat(call("allow")).satisfies(GuardServerTest::isDown);
        Files.writeString(request, "garbage \" in \\ it");
        assertThat(call("allow")).satisfies(GuardServerTest::isDown);
        Files.delete(request);
        assertThat(call("allow")).satisfies(GuardServerTest::isDown);

        Files.writeString(request, right);
        assertThat(run("{}", with(4, "/no/such/curl"))).satisfies(GuardServerTest::isDown);
        assertThat(run("{}", with(4, "/bin/false"))).satisfies(GuardServerTest::isDown);
        assertThat(run("{}", with(4, "/bin/echo"))).satisfies(GuardServerTest::isDown);
        assertThat(run("{}", with(3, "/no/such/directory"))).satisfies(GuardServerTest::isDown);
        assertThat(run("{}", hook.command().subList(0, 2))).satisfies(GuardServerTest::isDown);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(records()).extracting(GuardRecord::kind).containsExactly(Kind.DOWN));
    }

    private static void isDown(Ended ended) {
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("guard is down");
    }

    @Test
    void a_question_waits_for_the_answer_which_then_holds_for_the_run() {
        CompletableFuture<Ended> called = CompletableFuture.supplyAsync(() -> call("ask me"));
        Awaitility.await().until(() -> records().size() == 1);
        assertThat(call("allow").code()).as("others do not wait").isZero();

        CallAnswer answer = new CallAnswer(LAUNCH, 1, Choice.ALLOW, "Ana");
        assertThat(guard.questions().take(answer)).contains("runs");
        assertThat(guard.questions().take(answer)).as("again").contains("runs");

        assertThat(called.join().code()).isZero();
        assertThat(call("ask me").code()).isZero();
        assertThat(records()).extracting(GuardRecord::kind).containsExactly(Kind.ASKED, Kind.ANSWERED);
        assertThat(records().get(1).question()).isEqualTo(1);
    }

    @Test
    void a_question_survives_its_worker_and_is_asked_once() throws Exception {
        CompletableFuture<Ended> called = CompletableFuture.supplyAsync(() -> call("ask me"));
        Awaitility.await().until(() -> records().size() == 1);
        guard.close();
        guard = guard();

        guard.questions().take(new CallAnswer(LAUNCH, 1, Choice.DENY, "Ana"));

        assertThat(called.get(20, TimeUnit.SECONDS).err()).startsWith("It asks. Ana denied it. Go on without it");
        assertThat(records()).extracting(GuardRecord::kind).containsExactly(Kind.ASKED, Kind.DENIED);
    }

    @Test
    void a_pause_denies_calls_that_wait_and_new_ones() throws Exception {
        CompletableFuture<Ended> called = CompletableFuture.supplyAsync(() -> call("ask me"));
        Awaitility.await().until(() -> records().size() == 1);

        directory().markPaused();

        assertThat(called.get(20, TimeUnit.SECONDS).err()).contains("paused");
        assertThat(call("allow").err()).contains("paused");
    }

    @Test
    void the_third_denial_of_the_same_thing_stops_the_run() {
        call("deny it");
        call("deny that");
        call("deny it");
        assertThat(directory().endReason()).isEmpty();

        assertThat(call("deny it").code()).isEqualTo(2);

        assertThat(directory().endReason())
                .hasValueSatisfying(why -> assertThat(why).contains("3 times"));
        Awaitility.await().until(() -> host.members(LAUNCH).isEmpty());
    }

    private record Ended(int code, String out, String err) {}

    private LaunchDirectory directory() {
        return host.parts().launches().directory(LAUNCH);
    }

    private List<GuardRecord> records() {
        return new GuardLog(directory().path())
                .entries().stream().map(GuardLog.Entry::record).toList();
    }

    private List<String> with(int index, String word) {
        var command = new java.util.ArrayList<>(hook.command());
        command.set(index, word);
        return command;
    }

    private Ended call(String command) {
        return run("{\"tool_name\": \"Bash\", \"tool_use_id\": \"t\", \"tool_input\": {\"command\": \"" + command
                + "\"}}");
    }

    private Ended run(String json) {
        return run(json, List.of("/bin/sh", "-c", hook.line()));
    }

    private static Ended run(String json, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().clear();
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(json.getBytes(StandardCharsets.UTF_8));
            } catch (IOException notRead) {
                // It did not even read the call.
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
