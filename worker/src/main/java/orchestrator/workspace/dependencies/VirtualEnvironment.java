package orchestrator.workspace.dependencies;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.filetree.DirectoryListing;

/**
 * A copied virtual environment of Python. Its scripts and its links to packages under development name the place where
 * it was made; without a change, tests in the checkout would run the user's files.
 */
final class VirtualEnvironment {
    static final String FILE = "pyvenv.cfg";
    private static final String PLACE = ".orchestrate-root";
    private static final long BYTES_MAX = 200_000;

    private VirtualEnvironment() {}

    /** @param origin root of the user's files, where the first copy comes from */
    static void move(Path environment, Path origin, Path root) throws IOException {
        Path place = environment.resolve(PLACE);
        String before = Files.exists(place) ? Files.readString(place) : origin.toString();
        Pattern named = Pattern.compile(Pattern.quote(asBytes(before)) + "(?![\\w.-])");
        for (Path file : withPaths(environment)) replace(file, named, asBytes(root.toString()));
        Files.writeString(place, root.toString());
    }

    private static List<Path> withPaths(Path environment) {
        List<Path> files = new ArrayList<>(DirectoryListing.of(environment.resolve("bin")));
        files.add(environment.resolve(FILE));
        for (Path version : DirectoryListing.of(environment.resolve("lib"))) {
            for (Path file : DirectoryListing.of(version.resolve("site-packages"))) {
                String name = file.getFileName().toString();
                boolean links = name.endsWith(".pth") || name.endsWith(".egg-link") || name.startsWith("__editable__");
                if (links) files.add(file);
            }
        }
        return files;
    }

    private static String asBytes(String path) {
        return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** A script of the environment is text in any encoding, so bytes are read as characters. */
    private static void replace(Path file, Pattern named, String root) throws IOException {
        boolean isScript = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= BYTES_MAX;
        if (!isScript) return;
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String moved = named.matcher(text).replaceAll(Matcher.quoteReplacement(root));
        if (!moved.equals(text)) Files.writeString(file, moved, StandardCharsets.ISO_8859_1);
    }
}
