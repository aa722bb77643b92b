package orchestrator.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where the watched files lie at this moment.
 *
 * @param target its real path
 * @param roots files and directories, none below another
 * @param identity differs if one of them is another file or directory than before, or is gone
 * @param note about what is not there
 */
record Layout(Path target, List<Path> roots, String identity, String note) {

    /** Empty as long as the project's directory does not exist. */
    static Optional<Layout> of(Path named, List<String> paths) {
        Optional<Path> real = real(named);
        if (real.isEmpty() || !Files.isDirectory(real.get())) return Optional.empty();
        Path target = real.get();
        TreeSet<Path> wanted = new TreeSet<>();
        List<String> notes = new ArrayList<>();
        for (String path : paths) {
            Path place = target.resolve(path).normalize();
            Path root = real(place).orElse(place);
            if (!root.startsWith(target))
                notes.add("`" + path + "` is not watched, because it lies outside the project.");
            else wanted.add(root);
            if (real(place).isEmpty()) notes.add("`" + path + "` does not exist; it is watched as soon as it does.");
        }
        if (paths.isEmpty()) wanted.add(target);
        List<Path> roots = new ArrayList<>();
        for (Path root : wanted) {
            if (roots.stream().noneMatch(root::startsWith)) roots.add(root);
        }
        StringBuilder identity = new StringBuilder(identity(target));
        roots.forEach(root -> identity.append('\n').append(root).append(' ').append(identity(root)));
        return Optional.of(new Layout(target, List.copyOf(roots), identity.toString(), String.join(" ", notes)));
    }

    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** A single file is watched by its directory, since each save may replace it. */
    private static String identity(Path root) {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) return "gone";
        Path directory = directory(root);
        try {
            Object key =
                    Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
            return (directory.equals(root) ? "directory " : "file in ") + key;
        } catch (IOException gone) {
            return "gone";
        }
    }

    private static Path directory(Path root) {
        return Files.isDirectory(root) ? root : root.getParent();
    }

    /** The directories of the roots that are single files. */
    List<Path> directoriesOfFiles() {
        return roots.stream()
                .filter(Files::isRegularFile)
                .map(Path::getParent)
                .distinct()
                .toList();
    }

    /** The roots that exist. */
    List<Path> present() {
        return roots.stream()
                .filter(root -> Files.exists(root, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }
}
