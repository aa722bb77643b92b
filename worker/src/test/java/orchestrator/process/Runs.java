package orchestrator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchOwner;
import orchestrator.lineage.Proc;

/** Launches small shell scripts as agents, in real processes. */
public final class Runs {
    private final Path base;
    private final ProcessLauncher launcher;

    public Runs(Path base) {
        this.base = base;
        this.launcher = new ProcessLauncher(base.resolve("bin"));
    }

    public LaunchDirectory directory(String name) {
        return new LaunchDirectory(base.resolve("runs").resolve(name).resolve("1"));
    }

    /** Unique among tests that run at the same time. */
    public LaunchId id(String name) {
        return new LaunchId(base.getFileName().toString(), name, 1);
    }

    public ProcessLauncher.Order order(String name, String script) throws IOException {
        return order(name, System.getenv("PATH"), script);
    }

    private ProcessLauncher.Order order(String name, String path, String script) throws IOException {
        Path workspace = Files.createDirectories(base.resolve("workspace"));
        Map<String, String> environment = new TreeMap<>();
        environment.put("PATH", path);
        environment.put(Proc.MARKER, id(name).marker());
        return ProcessLauncher.Order.of(
                id(name),
                directory(name),
                List.of("sh", "-c", script),
                workspace,
                environment,
                "the prompt\n",
                new LaunchOwner("workflow", "run"),
                "cluster");
    }

    public Optional<ProcessIdentity> launch(String name, String script) throws IOException, InterruptedException {
        return launcher.launch(order(name, script));
    }

    /** Finds only these programs. */
    Optional<ProcessIdentity> launch(String name, String path, String script) throws IOException, InterruptedException {
        return launcher.launch(order(name, path, script));
    }

    public ProcessLauncher launcher() {
        return launcher;
    }
}
