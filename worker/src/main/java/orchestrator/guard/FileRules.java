package orchestrator.guard;

import java.nio.file.Path;

/** Decides about single absolute paths; relative ones are resolved by the caller. Never throws. */
public interface FileRules {

    /**
     * Creating, changing, moving to, or changing the mode or owner of this file or directory. A link in the last part is
     * followed.
     */
    GuardDecision write(Path path);

    /**
     * Deleting it, or everything below it, or moving it away. Stricter than a write for a root of a territory, such as
     * the workspace itself. A link in the last part is deleted itself, not what it leads to: for {@code link/} or
     * {@code link/*} pass {@code link/.}
     */
    GuardDecision delete(Path path, boolean isRecursive);

    /** Reading this file, or listing this directory. A link in the last part is followed. */
    GuardDecision read(Path path);
}
