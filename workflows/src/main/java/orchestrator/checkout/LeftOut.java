package orchestrator.checkout;

import java.util.List;

/**
 * A file or directory that an agent's checkout holds and the result does not.
 *
 * @param path in the checkout, for display; ends with a slash if it is a directory
 * @param words the reason, for display
 * @param files number of files, including those in subdirectories
 * @param kept path of the copy that outlives the checkout; empty if it goes with the checkout
 */
public record LeftOut(String agent, String path, Why why, String words, long files, long bytes, String kept) {
    private static final int SHOWN_MAX = 5;

    /** On the wire in upper case. */
    public enum Why {
        /** Git ignores it. */
        IGNORED(false),
        /** Git ignores it, and tools make it again, such as installed packages. */
        CACHE(false),
        /** The history of a repository whose files were taken over. */
        HISTORY(false),
        EMPTY_DIRECTORY(false),
        /** A pipe, a socket or a device, which has no content. */
        NO_FILE(false),
        LARGE(true),
        UNREADABLE(true),
        /** A repository, or commits in one, that could not be taken over. */
        REPOSITORY(true),
        /** Git refuses it for another reason. */
        REFUSED(true),
        /** It could not be removed with the checkout. */
        NOT_REMOVED(false);

        private final boolean asks;

        Why(boolean asks) {
            this.asks = asks;
        }

        /** True if the user is asked before it goes. */
        public boolean asks() {
            return asks;
        }
    }

    /** One line, such as {@code data/ (ignored by git, 1 file, 2 bytes; kept in …)}. */
    public String line() {
        return path + " (" + words + size() + (kept.isEmpty() ? "" : "; kept in " + kept) + ")";
    }

    /** Names the first few and counts the rest. */
    public static String shown(List<LeftOut> all) {
        List<String> first = all.stream().limit(SHOWN_MAX).map(LeftOut::brief).toList();
        int more = all.size() - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }

    private String brief() {
        return path + " (" + words + size() + ")";
    }

    private String size() {
        if (files == 0) return "";
        return ", " + (files == 1 ? "1 file" : String.format("%,d files", files)) + ", " + bytes(bytes);
    }

    private static String bytes(long bytes) {
        if (bytes < 10_000) return bytes == 1 ? "1 byte" : bytes + " bytes";
        if (bytes < 10_000_000) return bytes / 1_000 + " KB";
        return String.format("%,d MB", bytes / 1_000_000);
    }
}
