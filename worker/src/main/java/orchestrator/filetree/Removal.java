package orchestrator.filetree;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import orchestrator.fault.FaultText;

/**
 * Deletes a directory with all that is in it. Links are not followed, since they may lead to the user's files. What
 * cannot be deleted, such as files of another user, stays, and the rest is deleted.
 */
public final class Removal {
    private final Set<Path> staying;
    private final Map<Path, String> left = new LinkedHashMap<>();

    private Removal(Set<Path> staying) {
        this.staying = staying;
    }

    /** Deletes everything or throws. */
    public static void of(Path directory) throws IOException {
        Map<Path, String> left = asFarAsPossible(directory, Set.of());
        if (left.isEmpty()) return;
        Map.Entry<Path, String> first = left.entrySet().iterator().next();
        throw new IOException("cannot remove " + first.getKey() + ": " + first.getValue());
    }

    /**
     * Returns the files that could not be deleted, and why.
     *
     * @param staying paths that must not be deleted
     */
    public static Map<Path, String> asFarAsPossible(Path directory, Set<Path> staying) {
        Removal removal = new Removal(staying);
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) removal.remove(directory);
        return removal.left;
    }

    private void remove(Path file) {
        if (staying.contains(file)) return;
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            // Build tools make caches read-only, and agents remove permissions.
            FilePermissions.open(file);
            DirectoryListing.of(file).forEach(this::remove);
        }
        try {
            Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException rest) {
            if (!isNamedBelow(file)) left.put(file, "it holds what cannot be read or removed");
        } catch (IOException e) {
            boolean hasReason = e instanceof FileSystemException problem && problem.getReason() != null;
            left.put(file, hasReason ? ((FileSystemException) e).getReason() : FaultText.of(e));
        }
    }

    private boolean isNamedBelow(Path directory) {
        return left.keySet().stream().anyMatch(path -> path.startsWith(directory))
                || staying.stream().anyMatch(path -> path.startsWith(directory));
    }
}
