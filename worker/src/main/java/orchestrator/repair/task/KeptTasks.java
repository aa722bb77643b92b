package orchestrator.repair.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orchestrator.filetree.DirectoryListing;
import orchestrator.filetree.Removal;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;
import orchestrator.workspace.dependencies.TaskMark;

/** The newest tasks of a project, whose directories are kept: for undo, and for their agents' own output. */
final class KeptTasks {
    private static final String FILE = "kept-tasks.json";
    private static final int TASKS_MAX = 50;

    private final Home home;
    private final ProjectHome project;

    KeptTasks(Home home, String project) {
        this.home = home;
        this.project = home.project(project);
    }

    /** @param keys the newest last */
    private record Kept(List<String> keys) {
        Kept {
            keys = List.copyOf(keys);
        }
    }

    /** Keeps a task that has ended, and removes those that are too many. */
    void add(String key) {
        synchronized (KeptTasks.class) {
            Path file = project.directory().resolve(FILE);
            List<String> keys = new ArrayList<>(
                    project.read(file, Kept.class).map(Kept::keys).orElse(List.of()));
            if (keys.contains(key)) return;
            keys.add(key);
            int tooMany = Math.max(0, keys.size() - TASKS_MAX);
            keys.subList(0, tooMany).forEach(old -> remove(TaskFiles.of(home, old)));
            project.write(file, new Kept(keys.subList(tooMany, keys.size())));
        }
    }

    /**
     * Its events and texts stay in the event log. The mark goes last, so that an interrupted removal is finished by the
     * next one.
     */
    static void remove(TaskFiles files) {
        if (!Files.isDirectory(files.directory()) || files.mark().isEmpty()) return;
        try {
            for (Path file : DirectoryListing.of(files.directory())) {
                if (!file.endsWith(TaskMark.FILE)) Removal.of(file);
            }
            Removal.of(files.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + files.directory(), e);
        }
    }
}
