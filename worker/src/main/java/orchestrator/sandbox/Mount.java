package orchestrator.sandbox;

import java.nio.file.Path;

/**
 * One part of what a sandbox shows. A later mount covers an earlier one.
 *
 * @param source on this machine; the same as {@code at} if it has none
 * @param at where it is seen
 */
public record Mount(Kind kind, Path source, Path at) {

    public enum Kind {
        READ_ONLY,
        WRITABLE,
        /** An empty directory that can be written and ends with the sandbox. */
        EMPTY,
        /** An empty directory that cannot be written. */
        BLOCKED,
        /** No mount of its own: what was shown as empty cannot be written from now on. */
        SEALED,
        /** A symbolic link to {@code source}. */
        LINK,
        /** A file that can be replaced, with the one content that is copied into the sandbox. */
        COPY
    }

    public static Mount readOnly(Path path) {
        return new Mount(Kind.READ_ONLY, path, path);
    }

    public static Mount writable(Path path) {
        return new Mount(Kind.WRITABLE, path, path);
    }

    public static Mount empty(Path path) {
        return new Mount(Kind.EMPTY, path, path);
    }

    public static Mount blocked(Path path) {
        return new Mount(Kind.BLOCKED, path, path);
    }

    public static Mount sealed(Path path) {
        return new Mount(Kind.SEALED, path, path);
    }

    public static Mount copy(Path path) {
        return new Mount(Kind.COPY, path, path);
    }
}
