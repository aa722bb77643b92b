package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of another user, as a container writes them, and files without permissions, for a worker that is not root. */
class UnreadableFilesTest {
    private static final List<String> WITHOUT = List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");

    @TempDir
    Path base;

    @Test
    void readable_files_are_taken_and_others_are_reported_and_kept() throws Exception {
        assumeTrue(canGiveUpPrivileges(), "only root can make files of another user, and only setpriv gives that up");
        Path tree;
        try (UserProject project = new UserProject(base).repository()) {
            project.open("claude", "codex");
            tree = project.tree("claude");
        }
        new AgentShell(base).run(tree, """
                mkdir foreign; echo 1 >foreign/secret; chown -R 65534:65534 foreign; chmod 700 foreign
                echo 2 >theirs; chown 65534 theirs; chmod 600 theirs
                mkdir open; echo 3 >open/f; chown -R 65534:65534 open
                mkdir own; echo 4 >own/f; echo 4 >own/g; chmod 000 own/f own
                echo changed >a.txt; chown 65534 a.txt; chmod 600 a.txt
                echo changed >b.txt; chmod 000 b.txt
                echo 5 >work
                """);

        String said = output(without(java()), Map.of());

        Path root = base.toRealPath().resolve("project");
        Path kept = base.toRealPath().resolve("home/sessions/orch_1/kept/claude");
        assertThat(said)
                .contains("left out: foreign/ UNREADABLE", "left out: theirs UNREADABLE", "left out: a.txt UNREADABLE")
                .contains("kept in " + kept.resolve("theirs"), "kept in " + kept.resolve("a.txt"))
                .contains("kept in " + tree.resolve("foreign"), tree.resolve("open/f") + " (could not be removed")
                .doesNotContain("Exception", "\tat ");
        assertThat(Files.readString(root.resolve("own/f"))).isEqualTo("4\n");
        assertThat(Files.readString(root.resolve("own/g"))).isEqualTo("4\n");
        assertThat(Files.readString(root.resolve("open/f"))).isEqualTo("3\n");
        assertThat(Files.readString(root.resolve("work"))).isEqualTo("5\n");
        assertThat(Files.readString(root.resolve("b.txt"))).isEqualTo("changed\n");
        assertThat(Files.readString(root.resolve("a.txt"))).startsWith("one");
        assertThat(Files.readString(kept.resolve("a.txt"))).isEqualTo("changed\n");
        assertThat(Files.readString(kept.resolve("theirs"))).isEqualTo("2\n");
        assertThat(Files.readString(tree.resolve("foreign/secret"))).isEqualTo("1\n");
        assertThat(tree.resolve("work")).doesNotExist();
        assertThat(tree.resolveSibling("codex")).doesNotExist();
    }

    @Test
    void no_name_is_lost_in_an_ascii_locale() throws Exception {
        try (UserProject project = new UserProject(base).repository()) {
            new AgentShell(base)
                    .run(project.root, "echo 1 >old\u00e9; echo 1 >gone\u00e9; git add .; git commit -qm odd");
            project.open("claude");
            new AgentShell(base)
                    .run(
                            project.tree("claude"),
                            "echo 2 >old\u00e9; rm gone\u00e9; echo K >\u00fc.log; echo 3 >new\u00e9");
        }

        String said = output(java(), Map.of("LC_ALL", "C"));

        Path root = base.toRealPath().resolve("project");
        assertThat(said).doesNotContain("Exception", "\tat ");
        assertThat(Files.readString(root.resolve("old\u00e9"))).isEqualTo("2\n");
        assertThat(Files.readString(root.resolve("new\u00e9"))).isEqualTo("3\n");
        assertThat(root.resolve("gone\u00e9")).doesNotExist();
        assertThat(base.toRealPath().resolve("home/sessions/orch_1/kept/claude/\u00fc.log"))
                .exists();
    }

    private static boolean canGiveUpPrivileges() throws Exception {
        try {
            boolean isRoot = "root".equals(System.getProperty("user.name"));
            return isRoot && start(without(List.of("true")), Map.of()).waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private List<String> java() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                IntegrateAndMergeMain.class.getName(),
                base.toString());
    }

    private static List<String> without(List<String> command) {
        List<String> all = new ArrayList<>(WITHOUT);
        all.addAll(command);
        return all;
    }

    private static String output(List<String> command, Map<String, String> environment) throws Exception {
        Process process = start(command, environment);
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static Process start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
