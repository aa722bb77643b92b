package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import orchestrator.checkout.CheckoutActivities.CheckoutId;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.eventlog.store.EventStore;
import orchestrator.git.GitProgram;
import orchestrator.home.Home;
import orchestrator.process.RunProcesses;
import orchestrator.process.TimedCommand;
import orchestrator.workspace.request.Refused;
import org.jspecify.annotations.Nullable;

/** A user's project in a temporary directory, the user's own git, and the checkouts of agents. */
final class UserProject implements AutoCloseable {
    static final String KEY = "orch_1";

    /** Holds the project and the data directory; the home of the user. */
    final Path base;

    final Path root;
    final Path home;
    final EventStore store;
    Checkouts checkouts;
    private final Map<String, String> environment;

    UserProject(Path directory) throws IOException {
        this(directory, Map.of());
    }

    /** @param more for the environment of the worker */
    UserProject(Path directory, Map<String, String> more) throws IOException {
        base = directory.toRealPath();
        root = Files.createDirectories(base.resolve("project"));
        home = Home.at(base.resolve("home")).directory();
        environment = new HashMap<>(more);
        environment.putAll(Map.of("HOME", base.toString(), "PATH", System.getenv("PATH"), "GIT_DIR", "/nowhere"));
        store = EventStore.open(Home.at(home).eventStore());
        checkouts = checkouts();
        // Settings of the user that must not affect our commits.
        Path hooks = Files.createDirectories(base.resolve("hooks"));
        Files.writeString(hooks.resolve("pre-commit"), "#!/bin/sh\nexit 1\n");
        Files.writeString(hooks.resolve("post-checkout"), "#!/bin/sh\ntouch " + base.resolve("hook-ran") + "\n");
        for (String hook : new String[] {"pre-commit", "post-checkout"}) {
            hooks.resolve(hook).toFile().setExecutable(true);
        }
        Files.writeString(
                base.resolve(".gitconfig"), """
                [user]
                  name = Ana
                  email = ana@example.org
                [core]
                  hooksPath = %s
                [commit]
                  gpgSign = true
                [merge]
                  ff = only
                [init]
                  defaultBranch = main
                """.formatted(hooks.toString().replace("\\", "\\\\")));
    }

    Checkouts checkouts() {
        return checkouts(environment.get("PATH"));
    }

    /** Checkouts of a worker with this PATH. */
    Checkouts checkouts(String path) {
        Map<String, String> environment = new HashMap<>(this.environment);
        environment.put("PATH", path);
        TimedCommand commands = new TimedCommand(new RunProcesses(RunProcesses.systemTable()), environment);
        GitProgram program = new GitProgram(environment, Duration.ofMillis(300));
        return new Checkouts(Home.at(home), store.artifacts(), program, commands, Clock.systemUTC());
    }

    /** A repository with one commit. */
    UserProject repository() {
        git("init", "-q");
        write("a.txt", "one\ntwo\nthree\nfour\nfive\nsix\nseven\n");
        write("b.txt", "b\n");
        write(".gitignore", "*.log\n.env\n");
        commit("first");
        return this;
    }

    String commit(String message) {
        git("add", "-A");
        git("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "commit", "-q", "-m", message);
        return git("rev-parse", "HEAD");
    }

    String git(String... arguments) {
        return gitIn(root, arguments);
    }

    String gitIn(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.environment().remove("GIT_DIR");
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(30, TimeUnit.SECONDS);
            return out.stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A repository in the middle of a merge with conflicts. */
    void leaveMergeOpen() {
        git("checkout", "-q", "-b", "side");
        write("b.txt", "side\n");
        commit("side");
        git("checkout", "-q", "main");
        write("b.txt", "main\n");
        commit("main");
        git("merge", "--ff", "side");
    }

    /** Runs git in the session's repository. */
    String own(String... arguments) {
        return ownOf(KEY, arguments);
    }

    String ownOf(String key, String... arguments) {
        return gitIn(home.resolve("sessions").resolve(key).resolve("repository.git"), arguments);
    }

    Path write(String name, String text) {
        return write(root, name, text);
    }

    static Path write(Path directory, String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        return read(root, name);
    }

    static String read(Path directory, String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OpenRequest request(Path target, @Nullable String isolation, @Nullable String setup, String... agents) {
        return new OpenRequest(KEY, KEY, target.toString(), target.toString(), isolation, List.of(agents), setup, null);
    }

    Opened open(String... agents) throws Refused {
        return checkouts.open(request(root, null, null, agents));
    }

    Path tree(String agent) {
        return home.resolve("sessions").resolve(KEY).resolve("trees").resolve(agent);
    }

    Integrated integrate(String agent) throws Refused {
        return checkouts.integrate(new IntegrateRequest(KEY, agent, agent + "-1", "Work of " + agent));
    }

    List<String> refresh(String agent) throws Refused {
        return checkouts.refresh(new CheckoutId(KEY, agent)).conflicts();
    }

    /** Everything the user has in git: HEAD, branch, index, stash, and changes of files. */
    String gitState() {
        return git("rev-parse", "HEAD")
                + git("symbolic-ref", "HEAD")
                + git("ls-files", "-s")
                + git("stash", "list")
                + git("status", "--porcelain=v1", "--ignored")
                + git("diff")
                + git("diff", "--cached");
    }

    String branches() {
        return git("for-each-ref", "--format=%(refname)");
    }

    /** After a merge or discard nothing of the session is in the user's repository. */
    void assertNothingIsLeft() {
        assertThat(home.resolve("sessions/orch_1/repository.git")).doesNotExist();
        assertThat(git("for-each-ref", "refs/orchestrate/orch_1/base")).isEmpty();
        assertThat(home.resolve("sessions/orch_1/trees")).doesNotExist();
        assertThat(home.resolve("sessions/orch_1/result")).doesNotExist();
        assertThat(branches()).doesNotContain("refs/heads/orchestrate");
        assertThat(git("worktree", "list").lines()).hasSize(1);
    }

    @Override
    public void close() {
        store.close();
    }
}
