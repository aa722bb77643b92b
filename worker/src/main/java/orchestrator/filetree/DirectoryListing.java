package orchestrator.filetree;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What lies in a directory, by name; nothing, as far as can be told, if it cannot be read. */
public final class DirectoryListing {
    private DirectoryListing() {}

    public static List<Path> of(Path directory) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        } catch (IOException | DirectoryIteratorException unreadable) {
            // What was listed until then is all that there is to see.
        }
        Collections.sort(children);
        return children;
    }
}
