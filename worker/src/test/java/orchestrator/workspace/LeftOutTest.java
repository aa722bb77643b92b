package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.checkout.LeftOut;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.git.SizeLimits;
import orchestrator.workspace.request.MergeRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that an agent or a tool leaves in a checkout is in the result, or reported with the reason. */
class LeftOutTest {
    private static final MergeRequest USUAL = new MergeRequest(UserProject.KEY, null, true, false, "Do it");

    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects(Map.of(SizeLimits.FILE_MB, "1"));

    private UserProject project;
    private AgentShell shell;

    @BeforeEach
    void make() throws Exception {
        project = PROJECTS.project("opened", fresh -> {
            new AgentShell(fresh.base)
                    .run(
                            fresh.repository().root,
                            "mkdir d; echo d >d/x; printf '*.log\\n.env\\ncache/\\n' >.gitignore; echo e >e; echo f >f;"
                                    + " git add .; git commit -qm more");
            fresh.open("claude");
        });
        shell = new AgentShell(project.base);
    }

    /**
     * @param script what the agent does
     * @param in files in the result, separated by blanks
     * @param out what is left out and why, separated by commas
     */
    record Kind(String name, String script, String in, String out) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String REPOSITORY = "mkdir app; cd app; git init -q; echo 1 >a; git add a; git commit -qm i; ";

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("a repository", REPOSITORY, "app/a", "app/.git/ HISTORY"),
                new Kind("a repository with changes", REPOSITORY + "echo 2 >b", "app/a app/b", "app/.git/ HISTORY"),
                new Kind(
                        "a repository as a link",
                        REPOSITORY + "cd ..; git add -A; git commit -qm all",
                        "app/a",
                        "app/.git/ HISTORY"),
                new Kind(
                        "a repository as a staged link",
                        REPOSITORY + "cd ..; git add app",
                        "app/a",
                        "app/.git/ HISTORY"),
                new Kind(
                        "a repository without commits",
                        "mkdir app; cd app; git init -q; echo 1 >a",
                        "app/a",
                        "app/.git/ HISTORY"),
                new Kind(
                        "a repository in a repository",
                        REPOSITORY + "mkdir in; cd in; git init -q; echo 2 >b",
                        "app/a app/in/b",
                        "app/.git/ HISTORY, app/in/.git/ HISTORY"),
                new Kind(
                        "a repository that ignores files of its own, and forces one",
                        REPOSITORY + "echo 'x*' >.gitignore; echo 1 >x1; echo 2 >x2; git add -f x2",
                        "app/a app/.gitignore app/x2",
                        "app/.git/ HISTORY, app/x1 IGNORED"),
                new Kind(
                        "a repository with what the project ignores",
                        REPOSITORY + "mkdir cache; echo 1 >cache/c; echo 1 >.env",
                        "app/a",
                        "app/.git/ HISTORY, app/.env IGNORED, app/cache/ IGNORED"),
                new Kind(
                        "a repository that is ignored",
                        "mkdir cache; cd cache; git init -q; echo 1 >a",
                        "",
                        "cache/ IGNORED"),
                new Kind(
                        "a link to nothing",
                        "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),gone; git commit -qm l",
                        "",
                        ""),
                new Kind(
                        "a bare repository",
                        "git init -q --bare b.git; rm -r b.git/hooks",
                        "b.git/HEAD b.git/config",
                        EMPTY_BARE),
                new Kind("a worktree within", "git worktree add -q wt -b wt; echo 1 >wt/new", "", "wt/ REPOSITORY"),
                new Kind("an ignored file", "echo K=1 >.env", "", ".env IGNORED"),
                new Kind("an ignored directory", "mkdir -p cache/deep; echo 1 >cache/deep/x", "", "cache/ IGNORED"),
                new Kind(
                        "many ignored files",
                        "mkdir l; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo $i >l/$i.log; done; echo 1 >l/keep",
                        "l/keep",
                        "l/… 12 entries IGNORED"),
                new Kind(
                        "installed packages",
                        "echo node_modules/ >>.gitignore; mkdir node_modules; echo 1 >node_modules/x",
                        ".gitignore",
                        "node_modules/ CACHE"),
                new Kind("a pipe", "mkfifo pipe", "", "pipe NO_FILE"),
                new Kind(
                        "a socket",
                        "python3 -c \"import socket; socket.socket(socket.AF_UNIX).bind('sock')\"",
                        "",
                        "sock NO_FILE"),
                new Kind(
                        "a file over the limit", "head -c 1100000 /dev/zero >big; echo 1 >small", "small", "big LARGE"),
                new Kind(
                        "a file over the limit that is committed",
                        "head -c 1100000 /dev/zero >big; git add big; git commit -qm b",
                        "big",
                        ""),
                new Kind("a name that is not UTF-8", "echo 1 >\"$(printf 'caf\\351')\"", "caf\\xE9", ""),
                new Kind(
                        "a directory that is not UTF-8",
                        "n=$(printf 'd\\377'); mkdir $n; echo 1 >$n/x; echo 1 >$n/y.log",
                        "d\\xFF/x",
                        "d\\xFF/y.log IGNORED"),
                new Kind("a line break in a name", "echo 1 >\"$(printf 'two\\nlines')\"", "two\nlines", ""),
                new Kind(
                        "names that look like patterns",
                        "for f in ':memory:' ':(top)x' '*' '[a]' ':!x' '?'; do echo 1 >\"$f\"; done",
                        ":memory: :(top)x * [a] :!x ?",
                        ""),
                new Kind("names that look like options", "echo 1 >./--all; echo 2 >./-n", "--all -n", ""),
                new Kind(
                        "quotes in names",
                        "echo 1 >'\"a\"'; echo 2 >\"'b'\"; echo 3 >'back\\slash'",
                        "\"a\" 'b' back\\slash",
                        ""),
                new Kind("a name that git keeps for itself", "echo 1 >'git~1'; echo 2 >ok", "ok", "git~1 REFUSED"),
                new Kind(
                        "a link out of the tree",
                        "ln -s /etc/passwd out; ln -s nowhere dangling; ln -s d todir",
                        "out dangling todir",
                        ""),
                new Kind("an empty directory", "mkdir -p empty/inner", "", "empty/inner/ EMPTY_DIRECTORY"),
                new Kind("names that differ in case only", "echo 1 >Readme; echo 2 >README", "Readme README", ""),
                new Kind("a file that becomes a directory", "rm e; mkdir e; echo 1 >e/in", "e/in", ""),
                new Kind("a directory that becomes a file", "rm -r d; echo 1 >d", "d", ""),
                new Kind("a directory that becomes a link", "mv d moved; ln -s moved d", "d moved/x", ""),
                new Kind("an executable bit", "chmod +x f", "f", ""),
                new Kind("a .git that is junk", "mkdir j; echo junk >j/.git; echo 1 >j/x", "j/x", "j/.git HISTORY"),
                new Kind(
                        "a .git that leads nowhere",
                        "mkdir j; echo 'gitdir: /nowhere' >j/.git; echo 1 >j/x",
                        "j/x",
                        "j/.git HISTORY"),
                new Kind("a .git that is an empty directory", "mkdir -p j/.git; echo 1 >j/x", "j/x", "j/.git/ HISTORY"),
                new Kind(
                        "a repository in the place of ours",
                        "rm .git; git init -q; echo 1 >new; git add .; git commit -qm own",
                        "new",
                        ".git/ HISTORY"),
                new Kind(
                        "ignoring one's own work",
                        "echo 'work*' >>.gitignore; echo 1 >work1",
                        ".gitignore",
                        "work1 IGNORED"),
                new Kind(
                        "ignoring everything",
                        "echo '*' >.gitignore; echo 1 >new; echo changed >e",
                        ".gitignore e",
                        "new IGNORED"),
                new Kind(
                        "attributes that cannot be",
                        "echo '*.enc working-tree-encoding=bogus' >.gitattributes; echo 1 >a.enc; echo 2 >ok",
                        ".gitattributes ok",
                        "a.enc REFUSED"),
                new Kind(
                        "an exclude file",
                        "echo hidden >>$(git rev-parse --git-path info/exclude); echo 1 >hidden",
                        "",
                        "hidden IGNORED"),
                new Kind(
                        "changes that git was told to assume away",
                        "git update-index --assume-unchanged e; echo changed >e",
                        "e",
                        ""),
                new Kind(
                        "changes that git was told to skip",
                        "git update-index --skip-worktree e; echo changed >e",
                        "e",
                        ""),
                new Kind("a sparse checkout", "git sparse-checkout set --no-cone /d/; echo 1 >d/new", "d/new e f", ""));
    }

    private static final String EMPTY_BARE = "b.git/branches/ EMPTY_DIRECTORY, b.git/objects/info/ EMPTY_DIRECTORY,"
            + " b.git/objects/pack/ EMPTY_DIRECTORY, b.git/refs/heads/ EMPTY_DIRECTORY, b.git/refs/tags/ EMPTY_DIRECTORY";

    @ParameterizedTest
    @MethodSource("kinds")
    void everything_is_in_the_result_or_reported_as_left_out(Kind kind) throws Exception {
        Path tree = project.tree("claude");
        shell.run(tree, kind.script());
        Map<String, String> onDisk = contents(tree);

        Integrated integrated = project.integrate("claude");

        assertThat(described(integrated.leftOut())).isEqualTo(sorted(kind.out().split(", ")));
        assertThat(names("ls-tree", "-r", "-z", "--name-only", integrated.commit()))
                .containsAll(sorted(kind.in().split(" ")));
        assertThat(project.integrate("claude")).as("asked again").isEqualTo(integrated);

        List<LeftOut> kept = project.checkouts.close(UserProject.KEY);
        List<String> lines = project.checkouts.merge(USUAL);

        assertThat(tree).doesNotExist();
        assertThat(project.git("ls-tree", "-r", "HEAD"))
                .as("no link to a missing commit")
                .doesNotContain("160000");
        for (LeftOut one : kept) {
            assertThat(String.join("\n", lines)).contains(one.path());
            assertThat(!one.kept().isEmpty()).isEqualTo(isWorthKeeping(one));
        }
        assertThat(lost(onDisk, kept)).isEmpty();
    }

    /** Files that are neither in the user's checkout, nor kept, nor reported as not worth keeping. */
    private List<String> lost(Map<String, String> onDisk, List<LeftOut> kept) throws IOException {
        Map<String, String> users = contents(project.root);
        Path place = project.home.resolve("sessions").resolve(UserProject.KEY).resolve("kept/claude");
        Map<String, String> elsewhere = Files.exists(place) ? contents(place) : Map.of();
        List<String> lost = new ArrayList<>();
        onDisk.forEach((name, content) -> {
            boolean isNamed = kept.stream()
                    .filter(one -> !isWorthKeeping(one))
                    .anyMatch(one -> FileName.readable(name).startsWith(one.path()));
            boolean isThere = content.equals(users.get(name)) || content.equals(elsewhere.get(name));
            if (!isThere && !isNamed) lost.add(FileName.readable(name));
        });
        return lost;
    }

    private static boolean isWorthKeeping(LeftOut one) {
        return !List.of(LeftOut.Why.CACHE, LeftOut.Why.EMPTY_DIRECTORY, LeftOut.Why.NO_FILE)
                .contains(one.why());
    }

    private static List<String> described(List<LeftOut> leftOut) {
        return leftOut.stream()
                .map(one -> one.path() + " " + one.why())
                .sorted()
                .toList();
    }

    private static List<String> sorted(String[] words) {
        return Stream.of(words).filter(word -> !word.isEmpty()).sorted().toList();
    }

    private List<String> names(String... arguments) {
        Git git = new GitProgram(Map.of("PATH", System.getenv("PATH")))
                .bare(project.home.resolve("sessions/orch_1/repository.git"));
        return git.names(arguments).stream().map(FileName::readable).toList();
    }

    /** The content of each file by name. */
    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.equals(root) || file.startsWith(root.resolve(".git"))) continue;
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) continue;
                String content = Files.isSymbolicLink(file)
                        ? "link " + Files.readSymbolicLink(file)
                        : Files.isRegularFile(file)
                                ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                        + Files.isExecutable(file)
                                : "other";
                contents.put(FileName.of(root, file), content);
            }
        }
        return contents;
    }
}
