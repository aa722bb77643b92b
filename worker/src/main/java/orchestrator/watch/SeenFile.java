package orchestrator.watch;

import orchestrator.watch.tree.FileStamp;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was looked at.
 *
 * @param path relative to the target, with slashes
 * @param stamp null if the file is gone
 * @param hash of its content; empty if the file is gone
 * @param isTrusted false if the file was written so recently that the same stamp may hide another content
 */
record SeenFile(String path, @Nullable FileStamp stamp, String hash, boolean isTrusted) {
    static SeenFile gone(String path) {
        return new SeenFile(path, null, "", true);
    }
}
