package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.cli.call.ScriptedApi;
import orchestrator.cli.install.SlashCommands;
import orchestrator.cli.live.Teams;
import orchestrator.cli.start.StandIns;
import orchestrator.home.Fingerprint;
import orchestrator.home.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell lines in {@code .claude/commands}, read by a real shell and run by the real command. */
@Timeout(60)
class SlashCommandsTest {
    private static final Path FOLDER = Path.of("../.claude/commands");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    /** Records its arguments and its standard input instead of doing anything. */
    private static final String RECORDER = """
        #!/bin/sh
        n=$(ls calls | wc -l)
        mkdir "calls/$n"
        for a in "$@"; do printf '%s\\0' "$a"; done >"calls/$n/arguments"
        if [ "$1" = - ]; then cat >"calls/$n/input"; fi
        """;

    @TempDir
    Path directory;

    private ScriptedApi server;

    private record Call(String[] arguments, String input) {}

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(directory.resolve("calls"));
        Path recorder = directory.resolve("orchestrate");
        Files.writeString(recorder, RECORDER);
        assertThat(recorder.toFile().setExecutable(true)).isTrue();
        server = new ScriptedApi();
        String list = "{\"sessions\": [" + Teams.ASKING + "]}";
        server.sessions(list).json("/api/v1/sessions?limit=20", list);
        server.json("/api/v1/orch_1/state", Teams.ASKING);
        server.json("/api/v1/orch_1/agents", "{\"agents\": []}");
        server.json("/api/v1/orch_1/events?format=json&limit=1000&after=0", "{\"events\": [], \"more\": false}");
        server.on("/api/v1/orch_1/report", exchange -> ScriptedApi.stream(exchange, "# Report\n"));
        for (String control : List.of("pause", "resume", "stop", "review", "answer", "agents/claude/abort")) {
            server.json("/api/v1/orch_1/" + control, Teams.ASKING);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name + ".md"));
    }

    private List<Call> typed(String name, String argument) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder("set -e\n");
        Matcher blocks = BLOCK.matcher(text(name));
        while (blocks.find()) script.append(blocks.group(1));
        String filled = script.toString()
                .replace("$ARGUMENTS", argument)
                .replaceAll("\\bSESSION\\b", "orch_1")
                .replaceAll("\\bEVENT\\b", "0")
                .replaceAll("\\bITEM\\b", "review-1")
                .replaceAll("\\bCHOICE\\b", "fix")
                .replaceAll("\\bTEXT\\b", "keep the old flag");
        Process shell = new ProcessBuilder("sh", "-c", filled)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        shell.getOutputStream().close();
        assertThat(new String(shell.getInputStream().readAllBytes())).isEmpty();
        assertThat(shell.waitFor()).isZero();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; Files.exists(directory.resolve("calls/" + i)); i++)
            calls.add(call(directory.resolve("calls/" + i)));
        return calls;
    }

    private static Call call(Path recorded) throws IOException {
        Path input = recorded.resolve("input");
        return new Call(
                Files.readString(recorded.resolve("arguments")).split("\0"),
                Files.exists(input) ? Files.readString(input) : "");
    }

    @Test
    void every_command_in_the_folder_is_installed() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(SlashCommands.NAMES.stream()
                            .map(name -> name + ".md")
                            .toList());
        }
    }

    @Test
    void each_command_has_a_description_and_may_only_call_orchestrate() throws IOException {
        for (String name : SlashCommands.NAMES) {
            assertThat(text(name))
                    .matches(Pattern.compile(
                            "---\n"
                                    + "description: \"[^\"]{20,100}\"\n"
                                    + "argument-hint: \"[^\"]{0,40}\"\n"
                                    + "allowed-tools: Bash\\(\\./orchestrate:\\*\\)(, TodoWrite)?\n"
                                    + "---\n.*```sh\n.*",
                            Pattern.DOTALL));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "orch-status, orch_1, 1",
        "orch-status, '', 1",
        "orch-monitor, orch_1, 1",
        "orch-list, '', 2",
        "orch-logs, orch_1 --agent claude, 1",
        "orch-review, orch_1, 1",
        "orch-pause, orch_1, 1",
        "orch-resume, orch_1, 1",
        "orch-stop, orch_1, 1",
        "orch-abort, claude orch_1, 1",
        "orch-report, orch_1, 1",
        "orch-watch, '', 1"
    })
    void the_shell_lines_of_each_command_are_valid_calls(String name, String argument, int count) throws Exception {
        List<Call> calls = typed(name, argument);

        assertThat(calls).hasSize(count);
        run(calls);
    }

    @Test
    void the_driver_starts_monitors_answers_and_reports() throws Exception {
        List<Call> calls = typed("orchestrate", "Say \"it's $HOME\" & `more`\nin two lines");

        assertThat(calls.stream().map(call -> call.arguments()[0])).containsExactly("-", "monitor", "answer", "report");
        assertThat(calls.get(0).input()).isEqualTo("Say \"it's $HOME\" & `more`\nin two lines\n");
        run(calls.subList(1, calls.size()));
        StandIns.whileUp(directory, port -> {
            Calls orchestrate =
                    new Calls(directory).port(port).typing(calls.get(0).input());
            assertThat(orchestrate.call(calls.get(0).arguments()))
                    .as(orchestrate.err())
                    .isZero();
            assertThat(orchestrate.out()).contains("\"session\" : \"stand-in\"");
        });
    }

    private void run(List<Call> calls) throws IOException {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/token"), "secret\n");
        server.json(
                "/health",
                "{\"temporal\": \"ok\", \"worker\": \"ok\", \"instance\": \""
                        + Fingerprint.of(Home.at(directory.resolve("data"))).text() + "\"}");
        server.json(eventsOf(), "{\"events\": [{\"id\": 1, \"type\": \"milestone\", \"text\": \"x\"}], \"next\": 1}");
        server.json("/api/v1/watches", "{\"watches\": [{\"project\": \"shop\", \"open\": true}]}");
        server.json("/api/v1/watches/shop", "{\"project\": \"shop\", \"status\": \"watching\"}");
        for (Call call : calls) {
            Calls orchestrate = new Calls(directory).port(server.port()).typing(call.input());
            assertThat(orchestrate.call(call.arguments()))
                    .as(String.join(" ", call.arguments()) + ": " + orchestrate.err())
                    .isZero();
        }
    }

    private static String eventsOf() {
        return "/api/v1/orch_1/events?format=json&after=0&limit=50&type=milestone,blocker,request_review,"
                + "permission_blocker,violation,error,recovery,result,review,decision,plan,control";
    }
}
