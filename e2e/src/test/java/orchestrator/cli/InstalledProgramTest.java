package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import orchestrator.cli.input.CommandNames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The program as users get it: packaged classes and the launcher, with few programs on the PATH. */
@Timeout(60)
class InstalledProgramTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Path PACKAGED = PROJECT.resolve("cli/target/dist/lib");

    /** The programs that may be needed besides Java. */
    private static final List<String> ESSENTIALS = List.of(
            "sh",
            "git",
            "cat",
            "cp",
            "cut",
            "date",
            "dirname",
            "find",
            "head",
            "id",
            "kill",
            "ls",
            "mkdir",
            "mv",
            "nice",
            "ps",
            "readlink",
            "rm",
            "sed",
            "setsid",
            "sleep",
            "tail",
            "tr",
            "uname",
            "wc");

    private static final List<String> UNTIL_STOPPED = List.of("worker", "api", "attach");

    @TempDir
    static Path installed;

    @TempDir
    Path directory;

    private record Ending(int exitCode, String said) {}

    @BeforeAll
    static void install() throws IOException {
        assumeThat(PACKAGED).as("made by the phase `package`").isDirectory();
        Files.copy(PROJECT.resolve("orchestrate"), program(), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(installed.resolve("lib"), PACKAGED);
        Path bin = Files.createDirectories(installed.resolve("bin"));
        for (String name : ESSENTIALS) {
            Optional<Path> found = find(name);
            if (found.isPresent()) Files.createSymbolicLink(bin.resolve(name), found.get());
        }
    }

    @AfterAll
    static void removeLinks() throws IOException {
        Files.deleteIfExists(installed.resolve("lib"));
        for (String name : ESSENTIALS)
            Files.deleteIfExists(installed.resolve("bin").resolve(name));
    }

    private static Path program() {
        return installed.resolve("orchestrate");
    }

    private static Optional<Path> find(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(entry -> Path.of(entry, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said().toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        installed.resolve("bin").toString(),
                        "HOME",
                        directory.toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "ORCHESTRATOR_HOME",
                        directory.resolve("data").toString(),
                        "ORCHESTRATOR_ARCHIVE",
                        "off",
                        "ORCHESTRATOR_PORT",
                        "1",
                        "TEMPORAL_ADDRESS",
                        "127.0.0.1:1"));
        return builder.start();
    }

    private Path said() {
        return directory.resolve("said");
    }

    private Ending run(String... arguments) throws Exception {
        Process process = start(arguments);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ending(process.exitValue(), Files.readString(said(), StandardCharsets.UTF_8));
    }

    private static Stream<String> commands() {
        return CommandNames.NAMES.stream().filter(name -> !UNTIL_STOPPED.contains(name));
    }

    /** Without a server and without sessions, each command must still get far enough to say so. */
    @ParameterizedTest
    @MethodSource("commands")
    void a_command_ends_with_a_message_and_not_with_a_stack_trace(String command) throws Exception {
        if (!command.equals("warm-up"))
            assertThat(run(command, "--help").exitCode()).isZero();

        Ending ending = run(arguments(command));

        assertThat(ending.exitCode()).as(ending.said()).isBetween(0, 4);
        assertThat(ending.said()).doesNotContain("Exception", "Error:", "\tat ");
    }

    private static String[] arguments(String command) {
        return switch (command) {
            case "run" -> new String[] {"run", "do it", "--target", "."};
            case "abort", "answer", "discard", "logs", "merge", "diff", "report" -> new String[] {command, "orch_none"};
            case "trust" -> new String[] {"trust", "."};
            default -> new String[] {command};
        };
    }

    /** Worker and API get as far as their servers; commands that watch wait for the API. */
    @ParameterizedTest
    @CsvSource({
        "worker,    no Temporal at 127.0.0.1:1",
        "api,       api ready|cannot listen",
        "attach id, the API does not answer"
    })
    void commands_that_run_until_stopped_start_working(String command, String last) throws Exception {
        Process process = start(command.split(" "));
        try {
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> Pattern.compile(last)
                            .matcher(Files.readString(said()))
                            .find());
            assertThat(said()).content().doesNotContain("NoClassDefFoundError", "\tat ");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor();
        }
    }

    @Test
    void an_agents_program_finds_the_tools_and_is_told_what_to_start() {
        String[] environment = {
            "PATH=" + installed.resolve("bin"),
            "HOME=" + directory,
            "JAVA_HOME=" + System.getProperty("java.home"),
            "ORCHESTRATOR_HOME=" + directory.resolve("data"),
            "ORCHESTRATOR_ARCHIVE=off",
            "ORCHESTRATOR_PORT=1"
        };
        ServerParameters.Builder server = ServerParameters.builder("env").arg("-i");
        for (String variable : environment) server.arg(variable);
        server.arg(program().toString()).arg("mcp");
        try (McpSyncClient client = McpClient.sync(
                        new StdioClientTransport(server.build(), McpJsonDefaults.getMapper()))
                .requestTimeout(Duration.ofSeconds(30))
                .initializationTimeout(Duration.ofSeconds(30))
                .build()) {
            client.initialize();

            CallToolResult listed = client.callTool(
                    CallToolRequest.builder("list").arguments(Map.of()).build());

            assertThat(client.listTools().tools()).hasSize(12);
            assertThat(listed.isError()).isTrue();
            assertThat(((TextContent) listed.content().get(0)).text()).contains("orchestrate up");
        }
    }

    @Test
    void doctor_reads_the_definitions_of_agents() throws Exception {
        Path agents = Files.createDirectories(directory.resolve("data/agents"));
        Files.writeString(agents.resolve("mine.yaml"), "name: mine\ncommand: [sh, \"{here}/mine.sh\"]\n");

        assertThat(run("doctor").said()).contains("mine", "git");
    }

    @Test
    void the_launcher_does_not_use_a_java_that_lacks_a_needed_module() throws Exception {
        String asked = Files.readString(program())
                .lines()
                .filter(line -> line.startsWith("MODULES_NEEDED="))
                .findFirst()
                .orElseThrow();

        assertThat(modulesUsed())
                .isNotEmpty()
                .allSatisfy(module -> assertThat(asked).contains(module));
    }

    private static List<String> modulesUsed() throws IOException {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("--multi-release", "17", "-q", "-s", "-cp", PACKAGED + "/*"));
        try (Stream<Path> jars = Files.list(PACKAGED)) {
            jars.filter(jar -> jar.getFileName().toString().startsWith("orchestrator-"))
                    .forEach(jar -> arguments.add(jar.toString()));
        }
        PrintWriter printer = new PrintWriter(out);
        ToolProvider.findFirst("jdeps").orElseThrow().run(printer, printer, arguments.toArray(String[]::new));
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("orchestrator-") && line.matches(".* -> (java|jdk)\\..*"))
                .map(line -> line.substring(line.indexOf("-> ") + 3).strip())
                .distinct()
                .toList();
    }
}
