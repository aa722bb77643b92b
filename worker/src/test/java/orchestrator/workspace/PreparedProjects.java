package orchestrator.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.filetree.Removal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives tests a project in a prepared state, and closes it afterwards. Each state is made once for all tests of a class
 * and copied for each of them, since git takes most of the time of a test. Always at the same path, because git records
 * where its checkouts are.
 */
final class PreparedProjects implements AfterEachCallback, AfterAllCallback {
    private final Map<String, String> more;
    private final List<UserProject> opened = new ArrayList<>();
    private @Nullable Path base;

    PreparedProjects() {
        this(Map.of());
    }

    /** @param more for the environment of the worker */
    PreparedProjects(Map<String, String> more) {
        this.more = more;
    }

    interface Steps {
        void on(UserProject project) throws Exception;
    }

    /** A project that is closed after the test. */
    UserProject project(String state, Steps steps) throws Exception {
        UserProject project = new UserProject(place(state, steps), more);
        opened.add(project);
        return project;
    }

    /** @param state name of the state after the steps */
    Path place(String state, Steps steps) throws Exception {
        Path place = base().resolve("place");
        Path kept = base().resolve("kept-" + state);
        Removal.of(place);
        if (Files.exists(kept)) {
            copy(kept, place);
            return place;
        }
        try (UserProject project = new UserProject(Files.createDirectory(place), more)) {
            steps.on(project);
        }
        copy(place, kept);
        return place;
    }

    private Path base() throws IOException {
        Path directory = base;
        if (directory == null) {
            directory = Files.createTempDirectory("projects").toRealPath();
            base = directory;
        }
        return directory;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        opened.forEach(UserProject::close);
        opened.clear();
    }

    @Override
    public void afterAll(ExtensionContext tests) throws IOException {
        Path directory = base;
        if (directory != null) Removal.of(directory);
        base = null;
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        Process copy = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .inheritIO()
                .start();
        if (copy.waitFor() != 0) throw new IOException("cannot copy " + from);
    }
}
