package orchestrator.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import orchestrator.agent.StateDirectory;
import orchestrator.filetree.Removal;
import orchestrator.guard.place.RealFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a launch may see of this machine, and creates the directories of its own that it needs. */
public final class SandboxPlanner {
    private static final Logger log = LoggerFactory.getLogger(SandboxPlanner.class);
    private static final Path TMP = Path.of("/tmp");

    /** Parts of our data directory that hold programs and descriptions, no secrets. */
    private static final List<String> OURS = List.of("bin", "guard", "scripted", "agents");

    /** Ways to programs outside that do what one asks. */
    private static final List<String> SOCKETS = List.of(".docker", ".colima", ".lima", ".orbstack");

    private final SandboxedLaunch launch;
    private final MountList mounts;
    private final Path home;
    private final Path workspace;
    private final @Nullable Path copied;
    private final List<Path> hidden;

    private SandboxPlanner(SandboxedLaunch launch) throws IOException {
        this.launch = launch;
        mounts = new MountList(new Blanks(launch.data().resolve("bin")));
        home = launch.territory().home();
        workspace = launch.territory().workspace();
        Path named = launch.state().copied();
        // The names of a territory are real ones.
        copied = named == null ? null : new RealFiles().real(named);
        hidden = hidden(launch, home, copied);
    }

    public static SandboxPlan of(SandboxedLaunch launch) throws IOException {
        return new SandboxPlanner(launch).plan();
    }

    /** The launch's own part of the user's home. */
    private static Path homeOf(Path launchDirectory) {
        return launchDirectory.resolve("home");
    }

    /** Call it when the launch is over. What an agent left in its home is worth nothing, so a failure does not count. */
    public static void removeHome(Path launchDirectory) {
        try {
            if (Files.exists(homeOf(launchDirectory))) Removal.of(homeOf(launchDirectory));
        } catch (IOException e) {
            log.warn("could not remove {}: {}", homeOf(launchDirectory), e.toString());
        }
    }

    private SandboxPlan plan() throws IOException {
        SystemMounts.add(mounts, launch.territory().scratch());
        addProgramsBelowTmp();
        addHome();
        outermost(hidden).forEach(mounts::hide);
        launch.territory().readable().forEach(mounts::readOnly);
        StateMounts.add(mounts, launch.state());
        addOurs();
        if (!launch.readOnly()) launch.opened().forEach(mounts::writable);
        addWorkspace();
        // Else what an agent writes there would vanish without a word.
        mounts.add(Mount.sealed(launch.data()));
        return new SandboxPlan(mounts.all(), workspace, SandboxProbe.isRoot());
    }

    /** Also if the target is the home or holds it, as in a container. */
    private void addHome() throws IOException {
        if (home.getParent() == null || !Files.isDirectory(home) || home.startsWith(workspace)) return;
        Path ours = Files.createDirectories(homeOf(launch.directory()));
        Set<Path> elsewhere = new HashSet<>(hidden);
        states().forEach(state -> elsewhere.add(state.directory()));
        if (copied != null) elsewhere.add(copied);
        new UserHomeMounts(home, ours).add(mounts, elsewhere::contains);
    }

    private Stream<StateDirectory> states() {
        return Stream.concat(launch.others().stream(), launch.state().directories().stream());
    }

    private static List<Path> hidden(SandboxedLaunch launch, Path home, @Nullable Path copied) {
        List<Path> all = new ArrayList<>();
        launch.others().forEach(state -> all.add(state.directory()));
        launch.territory().secret().stream()
                .filter(path -> !path.equals(copied))
                .forEach(all::add);
        SOCKETS.forEach(name -> all.add(home.resolve(name)));
        return all;
    }

    /** What lies in a hidden directory is hidden with it. */
    private static List<Path> outermost(List<Path> all) {
        return all.stream()
                .filter(path -> all.stream().noneMatch(other -> path.startsWith(other) && !path.equals(other)))
                .distinct()
                .toList();
    }

    /** Programs that lie in the temporary directory, as those of tests do. */
    private void addProgramsBelowTmp() {
        Stream<String> searchPath =
                Arrays.stream(launch.environment().getOrDefault("PATH", "").split(File.pathSeparator));
        Stream.concat(searchPath, launch.argv().stream())
                .flatMap(word -> path(word).stream())
                .filter(path -> path.startsWith(TMP) && !path.equals(TMP))
                .forEach(mounts::readOnly);
    }

    private void addOurs() {
        OURS.forEach(name -> mounts.readOnly(launch.data().resolve(name)));
        // Also by its own name: Codex looks up what is mounted on /tmp, and hides a part of it under both names.
        mounts.writable(launch.territory().scratch());
        Path directory = launch.directory();
        // It is written just before the launch.
        mounts.add(Mount.readOnly(directory.resolve("prompt.md")));
        mounts.readOnly(directory.resolve("guard"));
        mounts.writable(directory.resolve("guard/down"));
        launch.argv().stream()
                .flatMap(word -> path(word).stream())
                .filter(path -> path.startsWith(directory) && !path.equals(directory))
                .forEach(mounts::readOnly);
    }

    private void addWorkspace() throws IOException {
        if (launch.readOnly()) {
            mounts.readOnly(workspace);
        } else {
            Optional<GitDirectories> git = GitDirectories.of(workspace);
            GitMounts repository = new GitMounts(mounts);
            if (git.isPresent()) repository.let(git.get(), workspace);
            mounts.writable(workspace);
            if (git.isPresent()) repository.fix(git.get());
        }
        // Once more, if the user's own directory holds them, as a home does.
        hidden.stream().filter(this::isInProject).forEach(mounts::hide);
    }

    private boolean isInProject(Path secret) {
        return Stream.concat(Stream.of(workspace), launch.territory().readable().stream())
                .anyMatch(project -> secret.startsWith(project) && !secret.equals(project));
    }

    private static Optional<Path> path(String word) {
        try {
            return word.startsWith("/") ? Optional.of(Path.of(word).normalize()) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
