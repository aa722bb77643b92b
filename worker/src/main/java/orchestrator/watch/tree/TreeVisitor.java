package orchestrator.watch.tree;

import java.nio.file.Path;

/** Receives what is found in a tree. */
public interface TreeVisitor {
    /** Called before the directory is listed. */
    void directory(Path directory);

    /** A file or a link. */
    void file(Path file);

    /** Its content cannot be listed. */
    void unreadable(Path directory);
}
