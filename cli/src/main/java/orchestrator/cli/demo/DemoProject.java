package orchestrator.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orchestrator.cli.output.CommandException;
import orchestrator.fault.FaultText;
import orchestrator.home.AtomicFile;
import orchestrator.home.Home;

/** The demo's scratch project: a small git repository of its own. */
public record DemoProject(Path directory) {
    private static final int DEMOS_PER_SECOND_MAX = 100;
    private static final int FILES_SHOWN_MAX = 20;
    private static final String README = """
            # Scratch project of the demo

            The scripted agents of `orchestrate demo` write here. Delete it whenever you like.
            """;

    /** An empty one but for a note. */
    public static DemoProject make(Home home) {
        return make(home, Map.of());
    }

    /** With these files too, by their names. */
    static DemoProject make(Home home, Map<String, String> files) {
        String stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
        try {
            Path made = makeFresh(Files.createDirectories(home.file("demo")), stamp);
            DemoProject project = new DemoProject(made.toRealPath());
            project.save("README.md", README);
            files.forEach(project::save);
            project.git("init", "-q");
            project.git("add", "-A");
            project.git("commit", "-q", "-m", "A scratch project");
            return project;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the scratch project in " + home.file("demo"), e);
        }
    }

    private static Path makeFresh(Path parent, String name) throws IOException {
        for (int i = 1; i < DEMOS_PER_SECOND_MAX; i++) {
            try {
                return Files.createDirectory(parent.resolve(i == 1 ? name : name + "-" + i));
            } catch (FileAlreadyExistsException e) {
                // Another demo that started in the same second has it.
            }
        }
        throw new IOException("too many demos started at once");
    }

    /** The commits, newest first, one line each. */
    public List<String> history() {
        return git("log", "--oneline").lines().toList();
    }

    public List<Path> files() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(directory::relativize)
                    .filter(file -> !file.startsWith(".git"))
                    .sorted()
                    .limit(FILES_SHOWN_MAX)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** Writes a file anew. */
    void save(String name, String text) {
        AtomicFile.of(directory.resolve(name)).write(text);
    }

    /** The user's git settings do not count here, and need not contain a name. */
    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null"));
        command.addAll(List.of("-c", "user.name=Orchestrator", "-c", "user.email=orchestrator@localhost"));
        command.addAll(List.of("-c", "commit.gpgSign=false"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"));
            Process git = builder.start();
            git.getOutputStream().close();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() == 0) return said;
            throw CommandException.failed("git " + arguments[0] + " failed in " + directory + ": " + said.strip());
        } catch (IOException e) {
            throw CommandException.failed(
                    "the demo cannot start git: " + FaultText.of(e), "Install git, for instance:  apt install git");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("interrupted while git ran in " + directory);
        }
    }
}
