package orchestrator.guard.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.Territory;
import orchestrator.guard.place.PlaceRules;
import orchestrator.guard.place.RealFiles;
import orchestrator.guard.policy.Policies;
import orchestrator.guard.policy.Policy;
import orchestrator.guard.shell.walk.ShellJudge;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line of the tables is a verdict and a command, judged in a workspace with a few files. */
class ProgramRulesTest {
    private Path workspace;
    private Path home;
    private Territory territory;

    @BeforeEach
    void makeWorkspace(@TempDir Path directory) throws IOException {
        Path root = directory.toRealPath();
        workspace = Files.createDirectories(root.resolve("work"));
        home = Files.createDirectories(root.resolve("home"));
        for (String each : List.of("src", "build", "docs", ".git/hooks", "node_modules/.bin", "node_modules/left-pad"))
            Files.createDirectories(workspace.resolve(each));
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(workspace.resolve("harmless.sh"), "#!/bin/sh\necho hello\nrm -rf build\n");
        Files.writeString(workspace.resolve("harmful.sh"), "#!/bin/sh\nsudo rm -rf /\n");
        Files.writeString(workspace.resolve("harmful.py"), "import os\nos.remove('/etc/passwd')\n");
        Files.writeString(workspace.resolve("harmless.py"), "import os, sys\nos.remove(sys.argv[1])\n");
        territory = new Territory(
                workspace,
                List.of(workspace, root.resolve("scratch")),
                List.of(root.resolve("data")),
                List.of(home.resolve(".ssh"), home.resolve(".aws")),
                home,
                root.resolve("scratch"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "wrappers", "git", "network", "packages", "system", "code", "evasions"})
    void a_command_is_judged_by_what_its_program_does(String table) throws IOException {
        assertThat(wrong(table, shell(false))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "read-only")
    void a_run_that_only_reads_runs_what_certainly_writes_nothing(String table) throws IOException {
        assertThat(wrong(table, shell(true))).isEmpty();
    }

    private ShellJudge shell(boolean isReadOnly) {
        Policy policy = new Policies(workspace.resolveSibling("data"), home)
                .of(workspace)
                .policy();
        RealFiles files = new RealFiles();
        Territory place = isReadOnly
                ? new Territory(
                        workspace,
                        List.of(territory.scratch()),
                        territory.refused(),
                        territory.secret(),
                        home,
                        territory.scratch())
                : territory;
        PlaceRules places = new PlaceRules(place, policy, files);
        Map<String, String> variables = Map.of(
                "HOME",
                home.toString(),
                "PWD",
                workspace.toString(),
                "TMPDIR",
                territory.scratch().toString());
        return new ShellJudge(new ProgramRules(policy, places, files, place, isReadOnly), places, files, variables);
    }

    private List<String> wrong(String table, ShellJudge shell) throws IOException {
        List<String> wrong = new ArrayList<>();
        try (InputStream in = ProgramRulesTest.class.getResourceAsStream(table + ".txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                if (line.isBlank() || line.startsWith("#")) continue;
                String[] parts = line.split("\\s+", 2);
                GuardDecision decision = shell.judge(parts[1], workspace);
                String verdict = decision.verdict().name().toLowerCase(Locale.ROOT);
                if (!verdict.equals(parts[0]))
                    wrong.add(line + "   → " + verdict + " " + decision.rule() + ": " + decision.reason());
            }
        }
        return wrong;
    }
}
