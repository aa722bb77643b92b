package orchestrator.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.filetree.Removal;

/**
 * Projects in a prepared state. Each state is made once and copied for each test, since git takes most of the time of a
 * test. Always at the same path, because git records where its checkouts are.
 */
final class PreparedProjects {
    private final Path base;
    private final java.util.Map<String, String> more;

    PreparedProjects(Path base) {
        this(base, java.util.Map.of());
    }

    /** @param more for the environment of the worker */
    PreparedProjects(Path base, java.util.Map<String, String> more) {
        this.base = base;
        this.more = more;
    }

    interface Steps {
        void on(UserProject project) throws Exception;
    }

    /** @param state name of the state after the steps */
    Path place(String state, Steps steps) throws Exception {
        Path place = base.resolve("place");
        Path kept = base.resolve("kept-" + state);
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

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        Process copy = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .inheritIO()
                .start();
        if (copy.waitFor() != 0) throw new IOException("cannot copy " + from);
    }
}
