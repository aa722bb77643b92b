package orchestrator.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import orchestrator.json.Json;
import orchestrator.watch.tree.FileStamp;
import orchestrator.watch.tree.ProjectPaths;
import orchestrator.watch.tree.ProjectTree;
import orchestrator.watch.tree.TreeVisitor;

/**
 * Compares all files with the known ones by their stamps. What differs is touched; the first time, and where paths are
 * watched that were not before, it becomes known at once.
 */
final class Scan implements TreeVisitor {
    private static final int LEARNED_AT_ONCE = 1_000;

    private final ProjectTree tree;
    private final ProjectPaths paths;
    private final KnownFiles known;
    private final Surroundings around;
    private final boolean isFirst;
    private final List<Path> oldRoots;
    private final Map<String, SeenFile> rest = new HashMap<>();
    private final List<SeenFile> learned = new ArrayList<>();

    /** @param directories is told each directory before it is listed */
    record Surroundings(
            Inspection inspection, WatchNotes notes, Touched touched, WatchTime time, Consumer<Path> directories) {}

    Scan(ProjectTree tree, ProjectPaths paths, KnownFiles known, Surroundings around) {
        this.tree = tree;
        this.paths = paths;
        this.known = known;
        this.around = around;
        this.isFirst = !known.isComplete();
        this.oldRoots = isFirst ? List.of() : roots(known.scope());
    }

    private List<Path> roots(String scope) {
        return Stream.of(Json.read(scope, String[].class)).map(paths::at).toList();
    }

    private String scope(List<Path> roots) {
        return Json.write(
                roots.stream().map(paths::text).flatMap(Optional::stream).toList());
    }

    /**
     * @param roots that count
     * @param present those of them that exist
     */
    void run(List<Path> roots, List<Path> present) {
        known.below("").forEach(file -> rest.put(file.path(), file));
        tree.walk(present, this);
        known.learn(learned);
        dismissRest();
        String scope = scope(roots);
        if (isFirst || !scope.equals(known.scope()))
            known.complete(scope, around.notes().text());
    }

    @Override
    public void directory(Path directory) {
        around.directories().accept(directory);
    }

    @Override
    public void unreadable(Path directory) {
        around.notes().unreadable(paths.text(directory).orElse("?") + "/");
    }

    @Override
    public void file(Path file) {
        Optional<String> text = paths.text(file);
        if (text.isEmpty()) {
            around.notes().unnamed(file.toString());
            return;
        }
        String path = text.get();
        SeenFile before = rest.remove(path);
        try {
            Optional<FileStamp> stamp = FileStamp.of(file);
            if (before != null && Inspection.isSame(before, stamp)) return;
            if (before == null && stamp.isEmpty()) return;
            if (before == null && isNewHere(file)) learn(path);
            else around.touched().addSeen(path, changedAt(stamp), stamp);
        } catch (IOException e) {
            around.notes().unreadable(path);
        }
    }

    private boolean isNewHere(Path file) {
        return isFirst || oldRoots.stream().noneMatch(file::startsWith);
    }

    private void learn(String path) {
        around.inspection().look(path, Optional.empty()).ifPresent(learned::add);
        if (learned.size() < LEARNED_AT_ONCE) return;
        known.learn(learned);
        learned.clear();
    }

    /** What has not changed for long need not wait until it is quiet. */
    private long changedAt(Optional<FileStamp> stamp) {
        long now = around.time().millis();
        if (stamp.isEmpty()) return now;
        long age = around.time().now().toEpochMilli()
                - TimeUnit.NANOSECONDS.toMillis(stamp.get().changedNanos());
        return now - Math.max(0, age);
    }

    /** Known files that were not met are gone, or excluded by now, or were being replaced at this moment. */
    private void dismissRest() {
        List<Path> dropped = new ArrayList<>();
        List<Path> inScope = new ArrayList<>();
        for (String path : rest.keySet()) {
            Path file = paths.at(path);
            try {
                if (!tree.isInScope(file)) dropped.add(file);
                else if (FileStamp.of(file).isPresent()) inScope.add(file);
                else around.touched().addSeen(path, around.time().millis(), Optional.empty());
            } catch (IOException e) {
                around.notes().unreadable(path);
            }
        }
        Set<Path> watched = new HashSet<>(tree.watched(inScope));
        inScope.stream().filter(file -> !watched.contains(file)).forEach(dropped::add);
        known.forget(dropped.stream().map(paths::text).flatMap(Optional::stream).toList());
        watched.forEach(file -> paths.text(file)
                .ifPresent(path -> around.touched().add(path, around.time().millis())));
    }
}
