package orchestrator.workspace;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where checkouts lie. Many tools skip whatever is below a directory whose name begins with a dot (jest, eslint, find in
 * scripts), so that checks would find no tests there: with such a data directory, checkouts lie beside it.
 */
final class VisiblePlace {
    private VisiblePlace() {}

    /**
     * The directory for the checkouts of a session, which need not exist.
     *
     * @param session its directory, below the data directory
     * @param root of the user's files, in which no checkout may lie
     */
    static Path of(Path session, Path root) {
        Path above = session.getRoot();
        for (Path part : session) {
            if (part.toString().startsWith(".")) return beside(session, above, root);
            above = above.resolve(part);
        }
        return session;
    }

    /** As `~/orchestrator-checkouts/KEY` for `~/.orchestrator/sessions/KEY`. */
    private static Path beside(Path session, Path above, Path root) {
        Path data = session.getParent().getParent();
        String name =
                above.relativize(data).toString().replaceAll("(^|/)\\.+", "$1").replace('/', '-');
        Path visible = above.resolve(name + "-checkouts");
        boolean isUsable = Files.isWritable(Files.isDirectory(visible) ? visible : above) && !visible.startsWith(root);
        return isUsable ? visible.resolve(session.getFileName()) : session;
    }
}
