package orchestrator.workspace.creation;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Chooses the directory for checkouts. Many tools (jest, eslint, find in scripts) skip everything below a directory
 * whose name begins with a dot, so checks would find no tests there. If the data directory is hidden, checkouts go
 * beside it.
 */
public final class CheckoutLocation {
    private CheckoutLocation() {}

    /**
     * The directory for the checkouts of a session, which need not exist yet.
     *
     * @param session the session's directory, below the data directory
     * @param root the user's files, in which no checkout may lie
     */
    public static Path of(Path session, Path root) {
        Path place = beside(session);
        if (place.equals(session)) return session;
        Path all = place.getParent();
        boolean isUsable = Files.isWritable(Files.isDirectory(all) ? all : all.getParent()) && !all.startsWith(root);
        return isUsable ? place : session;
    }

    /** For `~/.orchestrator/sessions/KEY` it is `~/orchestrator-checkouts/KEY`; a path that is not hidden stays. */
    public static Path beside(Path session) {
        Path above = session.getRoot();
        for (Path part : session) {
            if (part.toString().startsWith(".")) {
                Path data = session.getParent().getParent();
                String name = above.relativize(data).toString().replaceAll("(^|/)\\.+", "$1");
                return above.resolve(name.replace('/', '-') + "-checkouts").resolve(session.getFileName());
            }
            above = above.resolve(part);
        }
        return session;
    }
}
