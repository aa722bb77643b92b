package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.cli.call.ScriptedApi;
import orchestrator.cli.input.CommandNames;
import orchestrator.eventlog.store.EventStore;
import orchestrator.home.Home;
import orchestrator.launch.Usage;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import orchestrator.workspace.Checkouts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command in a broken environment prints one sentence and exits with the right code. */
class BrokenSurroundingsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String ID = "s1";
    private static final Pattern JAVA = Pattern.compile(
            "(?m)^\\s+at \\S+\\(|Exception in thread|Caused by:|\\b\\w+(Exception|Error)\\b(?! says)|\\b(java|orchestrator|com|org|io)\\.\\w+\\.\\w+");

    /** Commands that start background processes, which a test should not do, and one that waits for them. */
    private static final Set<String> STARTING =
            Set.of("run", "demo", "up", "serve", "worker", "api", "warm-up", "attach");

    @TempDir
    static Path base;

    private Path directory;
    private Path app;
    private Home home;
    private Calls orchestrate;

    private interface Damage {
        void to(BrokenSurroundingsTest there) throws Exception;
    }

    enum Broken {
        TARGET_IS_GONE(there -> remove(there.app)),
        TARGET_IS_A_FILE(there -> {
            remove(there.app);
            Files.writeString(there.app, "no directory\n");
        }),
        REPOSITORY_IS_GONE(there -> remove(there.app.resolve(".git"))),
        CHECKOUT_FILE_IS_GARBAGE(there -> Files.writeString(there.session("checkout.json"), "{\"key\":")),
        CHECKOUT_FILE_IS_EMPTY(there -> Files.writeString(there.session("checkout.json"), "")),
        CHECKOUT_FILE_IS_ANOTHER_THING(there -> Files.writeString(there.session("checkout.json"), "{\"a\":[1]}")),
        CHECKOUT_FILE_IS_A_DIRECTORY(there -> {
            Files.delete(there.session("checkout.json"));
            Files.createDirectory(there.session("checkout.json"));
        }),
        APPROVAL_IS_GARBAGE(there -> Files.writeString(there.session("approval.json"), "nothing")),
        SESSION_IS_GONE(there -> remove(there.session(""))),
        SESSION_IS_A_FILE(there -> {
            remove(there.session(""));
            Files.writeString(there.home.session(ID), "no directory\n");
        }),
        CHECKOUTS_ARE_GONE(there -> remove(there.session("trees"))),
        EVENT_LOG_IS_GARBAGE(there -> {
            remove(there.home.eventLog().getParent());
            Files.createDirectories(there.home.eventLog().getParent());
            Files.writeString(there.home.eventLog(), "this is no database, whatever its name says\n".repeat(100));
        }),
        EVENT_LOG_IS_EMPTY(there -> {
            remove(there.home.eventLog().getParent());
            Files.createDirectories(there.home.eventLog().getParent());
            Files.createFile(there.home.eventLog());
        }),
        EVENT_LOG_IS_A_DIRECTORY(there -> {
            remove(there.home.eventLog().getParent());
            Files.createDirectories(there.home.eventLog());
        }),
        EVENT_LOG_IS_GONE(there -> remove(there.home.eventLog().getParent())),
        DATA_IS_GONE(there -> remove(there.home.directory())),
        DATA_IS_A_FILE(there -> {
            remove(there.home.directory());
            Files.writeString(there.home.directory(), "no directory\n");
        }),
        DATA_CANNOT_BE_WRITTEN(there -> there.orchestrate.environment.put("ORCHESTRATOR_HOME", "/proc/self/data")),
        TOKEN_IS_A_DIRECTORY(there -> Files.createDirectories(there.home.token().resolve("x"))),
        KEY_IS_A_DIRECTORY(there -> {
            remove(there.home.file("key"));
            Files.createDirectories(there.home.file("key").resolve("x"));
        }),
        TRUST_IS_A_DIRECTORY(
                there -> Files.createDirectories(there.home.file("trusted").resolve("x"))),
        WHAT_IS_UP_IS_GARBAGE(there -> {
            for (String name : List.of("up.json", "worker.pid", "api.pid", "temporal.pid", "worker.flags"))
                Files.writeString(there.home.file(name), "{{\0");
        }),
        NO_HOME(there -> {
            there.orchestrate.environment.remove("ORCHESTRATOR_HOME");
            there.orchestrate.environment.put("HOME", "/proc/self/nobody");
        }),
        NO_GIT(there -> there.orchestrate.environment.put("PATH", there.directory.toString())),
        NO_PATH(there -> there.orchestrate.environment.remove("PATH"));

        private final Damage damage;

        Broken(Damage damage) {
            this.damage = damage;
        }
    }

    /** The surroundings are made once, and copied for each test. Git has recorded where they are. */
    @BeforeEach
    void start() throws Exception {
        directory = base.toRealPath().resolve("place");
        Path kept = directory.resolveSibling("kept");
        boolean isMade = Files.exists(kept);
        remove(directory);
        if (isMade) copy(kept, directory);
        orchestrate = new Calls(directory);
        orchestrate.environment.put("HOME", directory.toString());
        home = Home.at(directory.resolve("data"));
        app = directory.resolve("app");
        if (!isMade) {
            make();
            copy(directory, kept);
        }
    }

    private void make() throws Exception {
        Files.createDirectories(app);
        Files.writeString(app.resolve("a.txt"), "one\n");
        git("init", "-q", "-b", "main");
        git("add", "-A");
        git("-c", "user.name=Ana", "-c", "user.email=ana@example.org", "commit", "-q", "-m", "first");
        try (EventStore store = EventStore.open(home.eventStore())) {
            session(store);
        }
    }

    private void session(EventStore store) throws Exception {
        store.archive()
                .keep(new SessionState(
                        ID,
                        ID,
                        "first",
                        "Say two",
                        "",
                        "",
                        app.toString(),
                        app.toString(),
                        Phase.DONE,
                        Hold.NONE,
                        "",
                        "",
                        "claude",
                        List.of(),
                        List.of(),
                        Usage.NONE,
                        100,
                        NOON,
                        NOON,
                        Teamwork.NONE,
                        0));
        Files.createDirectories(home.session(ID));
        Checkouts checkouts = Checkouts.of(home, store.artifacts(), Map.copyOf(orchestrate.environment));
        checkouts.open(new OpenRequest(ID, ID, app.toString(), app.toString(), null, List.of("claude"), null, null));
        Files.writeString(session("trees/claude/a.txt"), "two\n");
        checkouts.integrate(new IntegrateRequest(ID, "claude", "claude-1", "Work of claude"));
    }

    private Path session(String name) {
        return home.session(ID).resolve(name);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .directory(app.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        ProcessBuilder copy = new ProcessBuilder("cp", "-a", from.toString(), to.toString());
        assertThat(copy.inheritIO().start().waitFor()).isZero();
    }

    private static void remove(Path path) throws IOException {
        if (!Files.exists(path)) return;
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
        }
    }

    private static String[] arguments(String command) {
        return switch (command) {
            case "abort" -> new String[] {command, "claude", ID};
            case "trust" -> new String[] {command, "app"};
            case "sign" -> new String[] {command, "{\"prompt\":\"p\",\"target\":\"/t\"}"};
            case "answer" -> new String[] {command, ID, "--choice", "accept"};
            case "up", "down", "doctor", "list", "token" -> new String[] {command};
            case "install-commands" -> new String[] {command, "commands"};
            case "monitor" -> new String[] {command, ID, "--json"};
            default -> new String[] {command, ID};
        };
    }

    private static List<String> commands() {
        // The command that discards the result comes last.
        return CommandNames.NAMES.stream()
                .filter(name -> !STARTING.contains(name))
                .sorted(Comparator.comparing((String name) -> name.equals("discard")))
                .toList();
    }

    private void call(String... arguments) {
        PrintStream err = System.err;
        PrintStream out = System.out;
        ByteArrayOutputStream beside = new ByteArrayOutputStream();
        PrintStream caught = new PrintStream(beside, true, StandardCharsets.UTF_8);
        int exitCode;
        try {
            System.setErr(caught);
            System.setOut(caught);
            exitCode = orchestrate.call(arguments);
        } finally {
            System.setErr(err);
            System.setOut(out);
        }
        String said = orchestrate.out() + orchestrate.err() + beside.toString(StandardCharsets.UTF_8);
        String which = String.join(" ", arguments);
        assertThat(said).as(which).doesNotContainPattern(JAVA);
        assertThat(said).as(which).doesNotContain("does not expect");
        if (exitCode == 0) assertThat(orchestrate.err()).as(which).doesNotContain("orchestrate: ");
        else assertThat(said).as(which).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void no_command_prints_a_stack_trace(Broken broken) throws Exception {
        broken.damage.to(this);

        for (String command : commands()) call(arguments(command));
        call("diff", ID, "--stat");
        call("merge", ID, "--branch", "other");
    }

    @ParameterizedTest
    @EnumSource
    void no_command_prints_a_stack_trace_if_another_program_answers_on_the_port(Other other) throws Exception {
        try (ScriptedApi server = new ScriptedApi()) {
            for (String path : List.of("/health", "/api/v1/sessions", "/api/v1/sessions?limit=20"))
                server.answer(path, other.status, "text/html", other.body);
            for (String end : List.of("state", "report", "events", "logs/claude", "stop", "pause", "resume", "answer"))
                server.answer("/api/v1/" + ID + "/" + end, other.status, "application/json", other.body);
            orchestrate.port(server.port());
            Files.writeString(home.token(), "secret");

            for (String command : List.of("list", "status", "report", "logs", "stop", "pause", "resume", "answer"))
                call(arguments(command));
        }
    }

    enum Other {
        A_PAGE(200, "<html>hello</html>"),
        NOTHING(200, ""),
        A_LIST(200, "[]"),
        AN_EMPTY_OBJECT(200, "{}"),
        AN_ERROR(500, "<html>oops</html>"),
        HALF_AN_ANSWER(200, "{\"sessions\":[{\"session\":");

        private final int status;
        private final String body;

        Other(int status, String body) {
            this.status = status;
            this.body = body;
        }
    }
}
