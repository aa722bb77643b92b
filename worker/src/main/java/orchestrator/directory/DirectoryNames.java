package orchestrator.directory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import orchestrator.home.PathName;

/** Lists directories whose path begins with a text. Names only, of directories only, and a limited number. */
public final class DirectoryNames {
    static final int LISTED_MAX = 50;
    private static final int LOOKED_AT_MAX = 10_000;

    private DirectoryNames() {}

    /** @param more true if there are directories that are not listed */
    public record Found(List<String> directories, boolean more) {}

    /** @param begin of an absolute path; hidden directories are listed if their dot was typed */
    public static Found beginningWith(String begin) {
        int slash = begin.lastIndexOf('/');
        if (!begin.startsWith("/")) return new Found(List.of(), false);
        String start = begin.substring(slash + 1);
        TreeSet<String> names = new TreeSet<>();
        boolean more = false;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(begin.substring(0, slash + 1)))) {
            Iterator<Path> each = all.iterator();
            int looked = 0;
            for (; each.hasNext() && looked < LOOKED_AT_MAX; looked++) {
                Path path = each.next();
                if (isWanted(path, start)) names.add(path.toString());
                if (names.size() > LISTED_MAX) {
                    names.pollLast();
                    more = true;
                }
            }
            return new Found(List.copyOf(names), more || each.hasNext());
        } catch (IOException | DirectoryIteratorException | InvalidPathException | SecurityException nothingToList) {
            return new Found(List.of(), false);
        }
    }

    private static boolean isWanted(Path path, String start) {
        String name = String.valueOf(path.getFileName());
        boolean isHidden = name.startsWith(".") && !start.startsWith(".");
        return !isHidden && name.startsWith(start) && !PathName.hasControlCharacter(path) && Files.isDirectory(path);
    }
}
