package orchestrator.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the programs that tests need besides a JDK. If one is missing, the error says how to get it. */
public final class Tools {

    private Tools() {}

    /** The project's root: the nearest parent directory that contains this module. */
    public static Path checkout() {
        Path directory =
                Path.of(System.getProperty("orchestrator.checkout", "")).toAbsolutePath();
        while (directory != null && !Files.isDirectory(directory.resolve("e2e/src/main"))) {
            directory = directory.getParent();
        }
        if (directory == null) throw new IllegalStateException("run this inside a checkout of the project");
        return directory;
    }

    /** The directory with {@code claude}, {@code codex} and {@code gemini}. */
    public static Path agents() {
        Path directory = checkout().resolve(".build/agents/node_modules/.bin");
        if (Files.isExecutable(directory.resolve("claude"))) return directory;
        throw new IllegalStateException("no agent command lines in " + directory + "; run: sh e2e/install-agents");
    }

    public static Path temporal() {
        return find("temporal", "go install github.com/temporalio/cli/cmd/temporal@v1.5.1");
    }

    /** Temporal's older command line, which Go builds under the name {@code cli}. */
    public static Path tctl() {
        return find(
                "cli",
                "GOBIN=$PWD/.build/tools go install -ldflags=-checklinkname=0 go.temporal.io/server/cmd/tools/cli@v1.15.2");
    }

    public static Path chromium() {
        return find("chromium", "apt-get install chromium");
    }

    public static Path nginx() {
        return find("nginx", "apt-get install nginx-light");
    }

    private static Path find(String program, String remedy) {
        for (Path directory : directories()) {
            Path candidate = directory.resolve(program);
            if (Files.isExecutable(candidate)) return candidate;
        }
        throw new IllegalStateException("no " + program + " in " + directories() + "; get it: " + remedy);
    }

    private static List<Path> directories() {
        List<Path> directories = new ArrayList<>();
        directories.add(checkout().resolve(".build/tools"));
        for (String entry : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (!entry.isEmpty()) directories.add(Path.of(entry));
        }
        directories.add(Path.of(System.getenv().getOrDefault("HOME", "/"), "go", "bin"));
        directories.add(Path.of("/usr/sbin"));
        return directories;
    }
}
