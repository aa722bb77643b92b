package orchestrator.cli.temporal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.Finding;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.fault.FaultText;
import orchestrator.home.Home;

/** Temporal's command line, which includes a server: found, downloaded or built. */
public final class Binary {
    private static final int BUILD_MINUTES = 3;
    private static final List<String> WAYS = List.of(
            "brew install temporal",
            "https://github.com/temporalio/cli/releases — unpack `temporal` into a directory on PATH",
            "go install github.com/temporalio/cli/cmd/temporal@v" + Release.VERSION);

    private final Home home;
    private final Map<String, String> environment;
    private final ProgressOutput progress;

    public Binary(Home home, Map<String, String> environment, ProgressOutput progress) {
        this.home = home;
        this.environment = environment;
        this.progress = progress;
    }

    /** On PATH → our cache → the official download → built with Go → an error that names the ways to install it. */
    public Path find() {
        Optional<Path> installed = onPath("temporal");
        if (installed.isPresent()) return installed.get();
        Path cached = cached();
        if (Executables.isExecutable(cached)) return cached;
        try {
            Files.createDirectories(cached.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + cached.getParent(), e);
        }
        if (downloaded(cached) || built(cached)) return cached;
        throw CommandException.failed(
                "cannot start Temporal: it is not installed and could not be downloaded or built (see above).",
                "Install it in one of these ways, then try again:",
                "  " + WAYS.get(0),
                "  " + WAYS.get(1),
                "  " + WAYS.get(2),
                "Or use a server that runs elsewhere:  orchestrate up --temporal HOST:PORT");
    }

    /** Describes what {@link #find} would do, without downloading or building anything. */
    public Finding outlook(String name) {
        Optional<Path> installed = onPath("temporal");
        if (installed.isPresent()) return Finding.good(name, "`up` starts " + installed.get());
        Path cached = cached();
        if (Executables.isExecutable(cached))
            return Finding.good(name, "`up` starts the one downloaded before, " + cached);
        Optional<Release> release = Release.forThisMachine();
        if (release.isPresent() && new Download(environment, progress).isReachable(release.get())) {
            return Finding.good(name, "not installed; `up` downloads the official release " + Release.VERSION);
        }
        if (onPath("go").isPresent()) {
            return Finding.good(
                    name,
                    "not installed, and the official download does not answer; `up` builds it with Go, which takes about "
                            + BUILD_MINUTES + " minutes");
        }
        return Finding.missing(
                name,
                "not installed, the official download does not answer, and Go is not installed to build it",
                WAYS);
    }

    private Path cached() {
        return home.file("cache").resolve("temporal");
    }

    private boolean downloaded(Path target) {
        Optional<Release> release = Release.forThisMachine();
        if (release.isEmpty()) {
            progress.say("Temporal is not installed, and there is no official download for this kind of machine.");
            return false;
        }
        progress.say("Temporal is not installed; downloading the official release " + Release.VERSION + " …");
        try {
            new Download(environment, progress).fetch(release.get(), target);
            return true;
        } catch (IOException e) {
            progress.say("  this failed: " + FaultText.of(e));
            return false;
        }
    }

    private boolean built(Path target) {
        Optional<Path> go = onPath("go");
        if (go.isEmpty()) {
            progress.say("  Go is not installed to build it, either");
            return false;
        }
        progress.say("Building Temporal with Go, once; this takes " + BUILD_MINUTES + " minutes or more …");
        try {
            new GoInstall(go.get(), progress).build(target);
            return true;
        } catch (IOException e) {
            progress.say("  this failed: " + FaultText.of(e));
            return false;
        }
    }

    private Optional<Path> onPath(String name) {
        return Executables.find(name, environment.getOrDefault("PATH", ""));
    }
}
