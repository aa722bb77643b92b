package orchestrator.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The entries of some paths in a tree or index of git: mode and object, or {@link #ABSENT}. */
public final class TreeEntries {
    public static final String ABSENT = "";
    private static final int AT_ONCE = 500;

    private final Map<String, String> entries = new HashMap<>();

    public static TreeEntries of(Git git, String tree, Collection<String> paths) {
        TreeEntries all = new TreeEntries();
        List<String> rest = new ArrayList<>(paths);
        if (!rest.stream().allMatch(FileName::isAscii)) {
            all.readWhole(git, tree, Set.copyOf(paths));
            return all;
        }
        for (int from = 0; from < rest.size(); from += AT_ONCE) {
            all.read(git, tree, rest.subList(from, Math.min(rest.size(), from + AT_ONCE)));
        }
        return all;
    }

    public static TreeEntries ofIndex(Git git, Collection<String> paths) {
        TreeEntries all = new TreeEntries();
        Set<String> wanted = Set.copyOf(paths);
        // "mode object stage\tpath"
        for (String line : git.names("ls-files", "-z", "--stage")) {
            int tab = line.indexOf('\t');
            String path = line.substring(tab + 1);
            if (wanted.contains(path)) all.entries.put(path, line.substring(0, line.lastIndexOf(' ', tab)));
        }
        return all;
    }

    private void read(Git git, String tree, List<String> paths) {
        git.entries(tree, paths).forEach(this::put);
    }

    /**
     * Java passes arguments as text, which cannot hold every name. If the list has such a name, the whole tree is read.
     */
    private void readWhole(Git git, String tree, Set<String> wanted) {
        for (String line : git.names("ls-tree", "-r", "-t", "-z", "--full-tree", tree)) {
            if (wanted.contains(line.substring(line.indexOf('\t') + 1))) put(line);
        }
    }

    /** @param line "mode type object\tpath" */
    private void put(String line) {
        int tab = line.indexOf('\t');
        String[] words = line.substring(0, tab).split(" ", -1);
        entries.put(line.substring(tab + 1), words[0] + " " + words[2]);
    }

    public String at(String path) {
        return entries.getOrDefault(path, ABSENT);
    }

    /**
     * A tree that differs from the given one only in these paths.
     *
     * @param scratch git with an index of its own
     * @param wanted entries by path; {@link #ABSENT} removes the path
     */
    public static String treeWith(Git scratch, String tree, Map<String, String> wanted) {
        scratch.run("read-tree", tree);
        update(scratch, wanted);
        return scratch.run("write-tree");
    }

    /** Puts these entries into the index. */
    public static void update(Git git, Map<String, String> wanted) {
        git.runWith(indexInfo(git, wanted), "update-index", "-z", "--replace", "--index-info");
    }

    /**
     * Lines for {@code update-index -z --index-info}. Removals come first, since a removed file may be in the way of
     * a new one.
     */
    private static byte[] indexInfo(Git git, Map<String, String> wanted) {
        List<String> lines = new ArrayList<>();
        String noObject = wanted.containsValue(ABSENT) ? git.noObject() : "";
        wanted.forEach((path, entry) -> {
            if (entry.equals(ABSENT)) lines.add(0, "0 " + noObject + "\t" + path);
            else lines.add(entry + "\t" + path);
        });
        return (String.join("\0", lines) + (lines.isEmpty() ? "" : "\0")).getBytes(StandardCharsets.ISO_8859_1);
    }
}
