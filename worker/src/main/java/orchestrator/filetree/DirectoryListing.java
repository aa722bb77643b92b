package orchestrator.filetree;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The sorted children of a directory; as many as can be read. */
public final class DirectoryListing {
    private DirectoryListing() {}

    public static List<Path> of(Path directory) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        } catch (IOException | DirectoryIteratorException unreadable) {
            // The children read so far are all that can be seen.
        }
        Collections.sort(children);
        return children;
    }
}
