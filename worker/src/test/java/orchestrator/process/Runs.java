package orchestrator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.launch.LaunchOwner;

/** Launches small shell scripts as agents, for real. */
public final class Runs {
    private final Path base;
    private final Launcher launcher;

    public Runs(Path base) {
        this.base = base;
        this.launcher = new Launcher(base.resolve("bin"));
    }

    public LaunchDirectory directory(String name) {
        return new LaunchDirectory(base.resolve("runs").resolve(name).resolve("1"));
    }

    /** What the processes of this launch are marked with; unique over all tests that run at once. */
    public String marker(String name) {
        return base.getFileName() + "/" + name + "/1";
    }

    public Launcher.Order order(String name, String script) throws IOException {
        return order(name, System.getenv("PATH"), script);
    }

    private Launcher.Order order(String name, String path, String script) throws IOException {
        Path workspace = Files.createDirectories(base.resolve("workspace"));
        Map<String, String> environment = new TreeMap<>();
        environment.put("PATH", path);
        environment.put(ProcessTable.MARKER, marker(name));
        return new Launcher.Order(
                directory(name),
                List.of("sh", "-c", script),
                workspace,
                environment,
                "the prompt\n",
                new LaunchOwner("workflow", "run"),
                "cluster");
    }

    public Optional<Identity> launch(String name, String script) throws IOException, InterruptedException {
        return launcher.launch(order(name, script));
    }

    /** With only these programs at hand. */
    Optional<Identity> launch(String name, String path, String script) throws IOException, InterruptedException {
        return launcher.launch(order(name, path, script));
    }

    public Launcher launcher() {
        return launcher;
    }
}
