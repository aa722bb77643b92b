package orchestrator.workspace.creation;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where checkouts lie. Many tools skip whatever is below a directory whose name begins with a dot (jest, eslint, find in
 * scripts), so that checks would find no tests there: with such a data directory, checkouts lie beside it.
 */
public final class CheckoutLocation {
    private CheckoutLocation() {}

    /**
     * The directory for the checkouts of a session, which need not exist.
     *
     * @param session its directory, below the data directory
     * @param root of the user's files, in which no checkout may lie
     */
    public static Path of(Path session, Path root) {
        Path place = beside(session);
        if (place.equals(session)) return session;
        Path all = place.getParent();
        boolean isUsable = Files.isWritable(Files.isDirectory(all) ? all : all.getParent()) && !all.startsWith(root);
        return isUsable ? place : session;
    }

    /** As `~/orchestrator-checkouts/KEY` for `~/.orchestrator/sessions/KEY`; the same if nothing of it is hidden. */
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
