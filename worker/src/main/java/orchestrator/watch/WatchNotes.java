package orchestrator.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.git.FileName;
import orchestrator.watch.tree.ContentHash;

/** What the user should know about the watching, in sentences. */
final class WatchNotes {
    private static final int KEPT_MAX = 1_000;
    private static final long MEGABYTE = 1024 * 1024;

    private final Set<String> unreadable = new TreeSet<>();
    private final Set<String> unnamed = new TreeSet<>();
    private final Set<String> outside = new TreeSet<>();
    private final Set<String> big = new TreeSet<>();
    private String mode = "";
    private String place = "";
    private String git = "";
    private String lock = "";

    /** Everything is about to be looked at again. */
    synchronized void beginScan() {
        unreadable.clear();
        unnamed.clear();
        outside.clear();
        big.clear();
    }

    synchronized void unreadable(String path) {
        keep(unreadable, path);
    }

    synchronized void readable(String path) {
        unreadable.remove(path);
    }

    synchronized void unnamed(String name) {
        keep(unnamed, name);
    }

    synchronized void outside(String path) {
        keep(outside, path);
    }

    synchronized void big(String path) {
        keep(big, path);
    }

    synchronized void mode(String sentence) {
        mode = sentence;
    }

    synchronized void place(String sentence) {
        place = sentence;
    }

    synchronized void git(String problem) {
        git = problem.isEmpty()
                ? ""
                : "Git cannot say which files it ignores (" + problem + "), so none counts as ignored.";
    }

    synchronized void lock(String sentence) {
        lock = sentence;
    }

    private static void keep(Set<String> names, String name) {
        if (names.size() < KEPT_MAX) names.add(name);
    }

    synchronized String text() {
        List<String> all = new ArrayList<>();
        for (String sentence : List.of(place, mode, git, lock)) {
            if (!sentence.isEmpty()) all.add(sentence);
        }
        say(all, "Not watched, because they cannot be read: ", unreadable);
        say(all, "Not watched, because their names are not UTF-8: ", unnamed);
        say(all, "Links to directories outside the project are not followed: ", outside);
        say(all, "Above " + ContentHash.BYTES_MAX / MEGABYTE + " MB, and so known by size and time only: ", big);
        return String.join(" ", all);
    }

    private static void say(List<String> all, String words, Set<String> names) {
        if (!names.isEmpty()) all.add(words + FileName.shown(List.copyOf(names)) + ".");
    }
}
