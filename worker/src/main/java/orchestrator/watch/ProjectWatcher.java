package orchestrator.watch;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import orchestrator.autofix.WatchActivities.WatchOrder;
import orchestrator.git.GitProgram;
import orchestrator.watch.source.ChangeSignals;
import orchestrator.watch.tree.ProjectPaths;
import orchestrator.watch.tree.ProjectTree;
import org.jspecify.annotations.Nullable;

/**
 * The steps of watching one project, without a thread of its own: takes in what may have changed, waits until it is
 * quiet, compares contents, and stores a batch. Steps must not overlap.
 */
final class ProjectWatcher {
    private static final long LOOK_AT_ROOTS_MILLIS = 1_000;
    private static final long LOOK_AT_LOCK_MILLIS = 100;
    private static final int TOUCHED_MAX = 100_000;
    /** A file that is written all the time delays the others this many times as long as the silence is. */
    private static final int WAITED_TIMES = 10;

    private static final long WAIT_MILLIS_MIN = Duration.ofSeconds(10).toMillis();
    /** When polling, looking takes at most a fiftieth of the time. */
    private static final int POLL_SHARE = 50;

    private static final long POLL_MILLIS_MIN = 2_000;

    private final WatchOrder order;
    private final KnownFiles known;
    private final Predicate<Path> excluded;
    private final GitProgram git;
    private final WatchTime time;
    private final WatchNotes notes = new WatchNotes();
    private final Touched touched = new Touched();
    private final Sources sources;
    private @Nullable Place place;
    private boolean mustScan;
    private boolean mustReadRules;
    private long rootsSeenAt = Long.MIN_VALUE;
    private long pollAt;
    private volatile @Nullable Instant lastChangeAt;

    /** What depends on where the project lies at this moment. */
    private record Place(Layout layout, ProjectTree tree, ProjectPaths paths, Inspection inspection, GitLock lock) {}

    /** @param excluded true for what is never watched: the data directory, and state files that change with each task */
    record Tools(GitProgram git, Predicate<Path> excluded, Sources.Opening opening, WatchTime time) {}

    ProjectWatcher(WatchOrder order, KnownFiles known, Tools tools) {
        this.order = order;
        this.known = known;
        this.git = tools.git();
        this.excluded = tools.excluded();
        this.time = tools.time();
        this.sources = new Sources(tools.opening(), notes);
    }

    /** For at most this long. */
    ChangeSignals await(long millis) throws InterruptedException {
        return sources.current().await(millis);
    }

    void step(ChangeSignals signals) {
        lookAtRoots();
        Place now = place;
        if (now == null) return;
        accept(now, signals);
        mustScan |= signals.everywhere() || sources.hasChanged() || isPollDue();
        mustScan |= mustReadRules && isQuiet();
        if (mustScan) scan();
        settle();
    }

    private boolean isPollDue() {
        return sources.current().isBlind() && time.millis() >= pollAt;
    }

    private void lookAtRoots() {
        long now = time.millis();
        if (rootsSeenAt != Long.MIN_VALUE && now - rootsSeenAt < LOOK_AT_ROOTS_MILLIS) return;
        rootsSeenAt = now;
        Optional<Layout> layout = Layout.of(Path.of(order.target()), order.paths());
        Place before = place;
        if (layout.isEmpty()) {
            place = null;
            notes.place("The directory " + order.target() + " is gone; it is watched again as soon as it is back.");
        } else if (before == null
                || !before.layout().identity().equals(layout.get().identity())) {
            if (before != null) sources.current().removeBelow(before.layout().target());
            settleAt(layout.get());
        }
    }

    private void settleAt(Layout layout) {
        ProjectPaths paths = new ProjectPaths(layout.target());
        ProjectTree tree = new ProjectTree(paths, layout.roots(), excluded, git);
        tree.readRules();
        notes.place(layout.note());
        place = new Place(
                layout, tree, paths, new Inspection(paths, notes, time), new GitLock(tree.indexLock(), notes));
        mustReadRules = false;
        mustScan = true;
    }

    private void accept(Place now, ChangeSignals signals) {
        List<Path> appeared = new ArrayList<>();
        for (Path path : signals.paths()) {
            if (path.endsWith(".git")) mustReadRules |= now.tree().hasOtherRules(path.getParent());
            else if (now.tree().isInScope(path) && !now.tree().isKnownIgnored(path)) accept(now, path, appeared);
        }
        if (!appeared.isEmpty())
            now.tree().walk(now.tree().watched(appeared), new Arrivals(this::touch, sources, notes));
        if (touched.size() > TOUCHED_MAX) {
            touched.clear();
            mustScan = true;
        }
    }

    private void accept(Place now, Path path, List<Path> appeared) {
        mustReadRules |= path.endsWith(".gitignore");
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (sources.current().holds(path)) return;
            sources.current().removeBelow(path);
            appeared.add(path);
        } else if (sources.current().contains(path)) {
            sources.current().removeBelow(path);
        }
        touch(path);
    }

    private void touch(Path file) {
        Place now = place;
        if (now == null) return;
        now.paths()
                .text(file)
                .ifPresentOrElse(path -> touched.add(path, time.millis()), () -> notes.unnamed(file.toString()));
    }

    private void scan() {
        Place now = place;
        if (now == null) return;
        long began = time.millis();
        mustScan = false;
        if (mustReadRules) now.tree().readRules();
        mustReadRules = false;
        notes.beginScan();
        notes.git(now.tree().problem());
        now.layout().directoriesOfFiles().forEach(sources::add);
        var around = new Scan.Surroundings(now.inspection(), notes, touched, time, sources::add);
        new Scan(now.tree(), now.paths(), known, around)
                .run(now.layout().roots(), now.layout().present());
        mustScan |= sources.hasChanged();
        pollAt = time.millis() + Math.max(POLL_MILLIS_MIN, POLL_SHARE * (time.millis() - began));
    }

    /** Everything is to be looked at again, and the answer of {@link #isIdle} counts from then on. */
    void scanAgain() {
        mustScan = true;
    }

    /** Stores a batch if it is quiet and the last one is acknowledged. */
    void settle() {
        Place now = place;
        if (now == null || touched.isEmpty() || mustScan) return;
        if (!isQuiet()) {
            if (hasWaited()) check(now);
            return;
        }
        if (!Files.isDirectory(now.layout().target()) || now.lock().isHeld(time.millis())) return;
        if (known.unacknowledged().isPresent()) return;
        check(now);
        if (!known.take(look(now), notes.text())) return;
        touched.clear();
        if (known.unacknowledged().isPresent()) lastChangeAt = time.now();
    }

    private boolean isQuiet() {
        return !touched.isEmpty() && time.millis() >= dueAt();
    }

    private long dueAt() {
        return touched.dueAt(order.debounceMillis(), Math.max(WAIT_MILLIS_MIN, WAITED_TIMES * order.debounceMillis()));
    }

    /** True if the first of them has waited as long as all would have to if it were quiet. */
    private boolean hasWaited() {
        return time.millis() >= touched.dueAt(Long.MAX_VALUE / 2, order.debounceMillis());
    }

    /** Drops what git ignores and what was only there for a moment, so that it does not delay the others. */
    private void check(Place now) {
        List<Path> unknown = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (String path : touched.unchecked()) {
            Path file = now.paths().at(path);
            boolean isKnown = known.find(path).isPresent();
            boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            if (isKnown || !exists && !known.below(path).isEmpty()) touched.check(path);
            else if (exists) unknown.add(file);
            else dropped.add(path);
        }
        List<Path> watched = now.tree().watched(unknown);
        unknown.removeAll(new HashSet<>(watched));
        unknown.forEach(file -> now.paths().text(file).ifPresent(dropped::add));
        watched.forEach(file -> now.paths().text(file).ifPresent(touched::check));
        touched.removeAll(dropped);
    }

    private List<SeenFile> look(Place now) {
        TreeMap<String, SeenFile> seen = new TreeMap<>();
        for (String path : touched.paths()) {
            look(now, path, known.find(path), seen);
            for (SeenFile below : known.below(path)) look(now, below.path(), Optional.of(below), seen);
        }
        return List.copyOf(seen.values());
    }

    private static void look(Place now, String path, Optional<SeenFile> before, TreeMap<String, SeenFile> seen) {
        Optional<SeenFile> found = now.inspection().look(path, before);
        if (found.isPresent() && !found.equals(before)) seen.put(path, found.get());
    }

    /** True if nothing is known that would become a batch. */
    boolean isIdle() {
        return !mustScan && touched.isEmpty();
    }

    /** Until the next step has something to do even if nothing is told. */
    long waitMillis() {
        if (mustScan) return 0;
        long millis = LOOK_AT_ROOTS_MILLIS;
        if (sources.current().isBlind()) millis = Math.min(millis, pollAt - time.millis());
        if (touched.isEmpty() || place == null) return Math.max(0, millis);
        long due = dueAt() - time.millis();
        if (due > 0) return Math.max(1, Math.min(millis, due));
        boolean waitsForQueue = known.unacknowledged().isPresent();
        return waitsForQueue ? millis : Math.min(millis, LOOK_AT_LOCK_MILLIS);
    }

    WatcherFacts facts() {
        return new WatcherFacts(
                sources.current().mode(), sources.current().directories(), known.count(), notes.text(), lastChangeAt);
    }

    void close() {
        sources.current().close();
    }
}
