package orchestrator.workspace.dependencies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import orchestrator.filetree.DirectoryListing;
import orchestrator.filetree.Removal;
import orchestrator.git.FileName;
import orchestrator.home.Home;
import orchestrator.workspace.state.SessionCheckout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installed libraries in the checkouts of tasks. They are copies, never links: an agent or a test may write into them,
 * and the user's stay as they are. A copy in which only tests ran is used again by the next task, since copying takes
 * seconds.
 */
public final class Dependencies {
    private static final Logger log = LoggerFactory.getLogger(Dependencies.class);
    private static final String POOL = "dependencies";
    private static final Set<String> NAMES = Set.of(
            "node_modules",
            "bower_components",
            "jspm_packages",
            ".yarn",
            ".venv",
            "venv",
            "__pypackages__",
            ".bundle",
            "vendor",
            "deps",
            "Pods",
            ".dart_tool");

    private final SessionCheckout session;
    private final Path pool;

    private Dependencies(SessionCheckout session, String project) {
        this.session = session;
        this.pool = new Home(session.home()).project(project).directory().resolve(POOL);
    }

    /** Gives a fresh checkout those that the user has, if it belongs to a task. */
    public static void provide(SessionCheckout session, Path checkout) {
        TaskMark.in(session.file("")).ifPresent(task -> new Dependencies(session, task.project()).provide(checkout));
    }

    /** Keeps those of a checkout in which only tests ran, before the checkout is removed. */
    public static void keep(SessionCheckout session, Path checkout) {
        TaskMark.in(session.file("")).ifPresent(task -> new Dependencies(session, task.project()).keep(checkout));
    }

    /** Removes copies of projects of which no task has begun or ended since. */
    public static void removeUnused(Path home, Instant since) {
        for (Path project : DirectoryListing.of(new Home(home).projects())) {
            for (Path one : DirectoryListing.of(project.resolve(POOL))) {
                boolean isUsed = DirectoryListing.of(one).stream()
                        .anyMatch(copies -> copies.toFile().lastModified() >= since.toEpochMilli());
                if (isUsed) continue;
                log.info("removed copies of dependencies nobody needs directory={}", one);
                Removal.asFarAsPossible(one, Set.of());
            }
        }
    }

    private void provide(Path checkout) {
        for (String name : names()) {
            Path source = FileName.at(session.root(), name);
            Path place = FileName.at(checkout, name);
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) continue;
            try {
                Files.createDirectories(place.getParent());
                new DependencyPool(pool, name, source).take(place);
                if (Files.isRegularFile(place.resolve(VirtualEnvironment.FILE)))
                    VirtualEnvironment.move(place, session.root(), checkout);
            } catch (IOException e) {
                log.warn("no copy of dependencies task={} source={} reason={}", session.key(), source, e.toString());
            }
        }
    }

    private void keep(Path checkout) {
        if (!Files.isDirectory(pool)) return;
        for (String name : names()) {
            Path place = FileName.at(checkout, name);
            if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) continue;
            try {
                new DependencyPool(pool, name, FileName.at(session.root(), name)).giveBack(place);
            } catch (IOException e) {
                log.warn("dependencies are not kept task={} place={} reason={}", session.key(), place, e.toString());
            }
        }
    }

    /** Directories that git ignores, relative to the root. */
    private List<String> names() {
        return session
                .target()
                .names("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
                .stream()
                .filter(name -> name.endsWith("/") && isOne(name.substring(0, name.length() - 1)))
                .toList();
    }

    private boolean isOne(String name) {
        Path source = FileName.at(session.root(), name);
        boolean isDirectory = Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS);
        return isDirectory
                && (NAMES.contains(name.substring(name.lastIndexOf('/') + 1))
                        || Files.isRegularFile(source.resolve(VirtualEnvironment.FILE)));
    }
}
