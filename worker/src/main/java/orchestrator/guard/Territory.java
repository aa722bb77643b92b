package orchestrator.guard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a run may do what. Absolute, real paths. If several of these lists hold a path or a directory above it, the
 * longest entry decides, so that a checkout may lie in a refused data directory; of two equal ones the stricter.
 *
 * @param workspace the agent's working directory
 * @param writable directories below which it may write, the workspace among them unless the run is read-only
 * @param refused files and directories that it may not write, even below a writable one; some may not be read either
 * @param secret files and directories that it may not read: tokens, keys, credentials, other runs
 * @param home the user's home directory
 * @param scratch for temporary files, and what the text of a refusal names
 * @param readable files and directories that it may read although they lie below a secret one; the workspace, and what
 *     it may write, need not be named
 */
public record Territory(
        Path workspace,
        List<Path> writable,
        List<Path> refused,
        List<Path> secret,
        Path home,
        Path scratch,
        List<Path> readable) {
    public Territory {
        writable = List.copyOf(writable);
        refused = List.copyOf(refused);
        secret = List.copyOf(secret);
        readable = List.copyOf(readable);
    }

    public Territory(
            Path workspace, List<Path> writable, List<Path> refused, List<Path> secret, Path home, Path scratch) {
        this(workspace, writable, refused, secret, home, scratch, List.of());
    }

    /** The same, without sight of these. */
    public Territory hiding(List<Path> more) {
        List<Path> all = new ArrayList<>(secret);
        all.addAll(more);
        return new Territory(workspace, writable, refused, all, home, scratch, readable);
    }
}
