package orchestrator.watch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import orchestrator.autofix.WatchActivities.Batch;
import orchestrator.autofix.WatchActivities.WatchOrder;
import orchestrator.git.GitProgram;
import orchestrator.home.Home;

/**
 * The watchers of this process, one for each project. They outlive single calls, so that nothing is looked at twice, and
 * end when nobody has asked for ten minutes.
 */
public final class Watchers {
    private final Home home;
    private final ProjectWatcher.Tools tools;
    private final Map<String, WatchThread> running = new TreeMap<>();

    /** @param isOurs true for files that this program itself writes into projects */
    public Watchers(Home home, Map<String, String> environment, Predicate<Path> isOurs) {
        this.home = home;
        this.tools = new ProjectWatcher.Tools(
                new GitProgram(environment), isOurs.or(home.directory()::equals), Sources.system(), WatchTime.SYSTEM);
    }

    /** Waits for the next batch, as {@link orchestrator.autofix.WatchActivities#watch} promises. */
    public Batch watch(WatchOrder order) throws InterruptedException {
        return watcher(order).next(order);
    }

    private synchronized WatchThread watcher(WatchOrder order) throws InterruptedException {
        WatchThread known = running.get(order.project());
        if (known != null && known.serves(order)) return known;
        if (known != null) known.close();
        KnownFiles files = KnownFiles.open(home.project(order.project()).made().files());
        WatchThread started = new WatchThread(order, files, tools);
        running.put(order.project(), started);
        started.start();
        return started;
    }

    /** Ends watching; a call that waits for this project returns that nothing has changed. */
    public synchronized void release(String project) throws InterruptedException {
        WatchThread known = running.remove(project);
        if (known != null) known.close();
    }

    /** What is known about the running watcher of a project. */
    public Optional<WatcherFacts> facts(String project) {
        return Optional.ofNullable(facts().get(project));
    }

    /** What is known about all that run, by project. */
    public synchronized Map<String, WatcherFacts> facts() {
        Map<String, WatcherFacts> all = new TreeMap<>();
        running.forEach((project, watcher) -> watcher.facts().ifPresent(facts -> all.put(project, facts)));
        return all;
    }
}
