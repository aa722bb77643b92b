package orchestrator.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.home.AtomicFile;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last state of each watched project on disk, and exports it to its state file. */
public final class ProjectStates {
    private static final Logger log = LoggerFactory.getLogger(ProjectStates.class);

    private final Home home;
    private final Clock clock;
    private final Map<String, String> problems = new ConcurrentHashMap<>();
    private final Set<Path> stateFiles = ConcurrentHashMap.newKeySet();

    public ProjectStates(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
        for (String project : home.projectKeys()) of(project).ifPresent(state -> announce(state.request()));
    }

    /** To be called before a project is watched, so that its state file is known from then on. */
    public void announce(WatchRequest request) {
        if (request.stateFile() == null) return;
        Path file = Path.of(request.stateFile()).normalize();
        stateFiles.add(file);
        stateFiles.add(real(file));
    }

    /** True for state files of watched projects, and the drafts that become one. */
    public boolean isStateFile(Path file) {
        if (stateFiles.isEmpty()) return false;
        return stateFiles.contains(file)
                || AtomicFile.drafted(file).filter(stateFiles::contains).isPresent();
    }

    /** A state file that cannot be written holds nothing up: it is shown with the project's health. */
    public synchronized void export(AutoFixState state) {
        ProjectHome files = home.project(state.project());
        files.write(files.state(), state);
        announce(state.request());
        writeStateFile(state);
    }

    /** Refreshes the heartbeat in the state file. */
    synchronized void beat(AutoFixState state) {
        if (state.status() != AutoFixState.Status.STOPPED) writeStateFile(state);
    }

    Optional<AutoFixState> of(String project) {
        ProjectHome files = home.project(project);
        return files.read(files.state(), AutoFixState.class);
    }

    /** Why the state file of a project cannot be written; empty if it can. */
    Optional<String> problem(String project) {
        return Optional.ofNullable(problems.get(project));
    }

    /** The place that a link leads to, or as given if the file does not exist yet. */
    private static Path real(Path file) {
        try {
            if (Files.exists(file)) return file.toRealPath();
            Path parent = file.getParent();
            return parent == null ? file : parent.toRealPath().resolve(file.getFileName());
        } catch (IOException notThere) {
            return file;
        }
    }

    private void writeStateFile(AutoFixState state) {
        String path = state.request().stateFile();
        if (path == null) {
            problems.remove(state.project());
            return;
        }
        Optional<String> problem = new StateFile(Path.of(path))
                .write(StateForTools.of(state, ProcessHandle.current().pid(), clock.instant()));
        if (problem.isEmpty()) {
            problems.remove(state.project());
        } else if (!problem.get().equals(problems.put(state.project(), problem.get()))) {
            log.warn("project={} {}", state.project(), problem.get());
        }
    }
}
