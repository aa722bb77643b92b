package orchestrator.repair.green;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.filetree.Removal;
import orchestrator.git.BorrowedObjects;
import orchestrator.git.Git;
import orchestrator.git.GitFailed;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;
import orchestrator.trouble.NeedsUser;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last state of a project in which a test command was green. Its objects lie in a repository of the project, which
 * borrows those of the user; if those are gone, no such state is known any more.
 */
public final class LastGreen {
    private static final Logger log = LoggerFactory.getLogger(LastGreen.class);
    private static final String REFERENCE = "refs/heads/green";
    private static final int PACKS_MAX = 5;

    private final Home home;
    private final Checkouts checkouts;
    private final Clock clock;

    public LastGreen(Home home, Checkouts checkouts, Clock clock) {
        this.home = home;
        this.checkouts = checkouts;
        this.clock = clock;
    }

    /**
     * @param command that was green
     * @param commit with these files
     */
    public record Green(String command, String setup, String commit, String tree, Instant at) {}

    /** Empty if it is not known that this command was ever green. */
    public Optional<Green> of(String project, String command, String setup) {
        ProjectHome files = home.project(project);
        return files.read(files.green(), Green.class)
                .filter(green ->
                        green.command().equals(command) && green.setup().equals(setup));
    }

    /** Remembers the current result of a task as green. */
    public void keep(String project, String key, String command, String setup) throws Refused {
        ProjectHome files = home.project(project).made();
        checkouts.alone(key, session -> {
            if (!session.hasGit() || session.isInPlace()) return key;
            String commit = session.result();
            String tree = session.repository().tree(commit);
            boolean isKnown = of(project, command, setup)
                    .filter(green -> green.tree().equals(tree))
                    .isPresent();
            if (isKnown) return key;
            synchronized (LastGreen.class) {
                store(files, session, commit);
                files.write(files.green(), new Green(command, setup, commit, tree, clock.instant()));
            }
            return key;
        });
    }

    private static void store(ProjectHome files, SessionCheckout session, String commit) {
        Path repository = files.greenRepository();
        Path own = session.repository().directory().resolve("objects");
        try {
            if (!Files.isDirectory(repository)) make(repository, session);
            Git git = session.program().bare(repository).reading(own);
            new BorrowedObjects(git).keepAll(commit, known(session));
            git.run("update-ref", REFERENCE, commit);
            tidy(session.program().bare(repository));
        } catch (GitFailed | NeedsUser broken) {
            log.warn("the last green state is made anew repository={} reason={}", repository, broken.getMessage());
            remove(repository);
            remove(files.green());
        }
    }

    private static void make(Path repository, SessionCheckout session) {
        Path lender = session.repository().directory().resolve("objects/info/alternates");
        session.program().at(repository.getParent()).run("init", "-q", "--bare", "--template=", repository.toString());
        try {
            Files.createDirectories(repository.resolve("objects/info"));
            if (Files.exists(lender)) Files.copy(lender, repository.resolve("objects/info/alternates"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + repository, e);
        }
    }

    /** What the user's repository has anyway. */
    private static List<String> known(SessionCheckout session) {
        String head = session.known().head();
        return head.isEmpty() ? List.of() : List.of(head);
    }

    /** Each state adds a pack, and makes the one before it useless. */
    private static void tidy(Git git) {
        String[] packs = git.directory().resolve("objects/pack").toFile().list((place, name) -> name.endsWith(".pack"));
        if (packs != null && packs.length > PACKS_MAX) git.run("repack", "-a", "-d", "-l", "-q");
    }

    private static void remove(Path path) {
        try {
            Removal.of(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }

    /** A checkout of that state among those of the task; empty if it cannot be made. */
    public Optional<Path> checkOut(String project, String key, Green green) throws Refused {
        Path objects = home.project(project).greenRepository().resolve("objects");
        try {
            return checkouts.treeOf(key, session -> {
                Git git = session.repository().reading(objects);
                synchronized (LastGreen.class) {
                    new BorrowedObjects(git).keepAll(green.commit(), known(session));
                }
                return green.commit();
            });
        } catch (GitFailed | NeedsUser gone) {
            log.warn("the last green state is gone project={} reason={}", project, gone.getMessage());
            return Optional.empty();
        }
    }
}
