package orchestrator.workspace.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.git.Git;

/** The repository that a result is merged into. It gets the commits it needs and nothing else of the session. */
public final class UserRepository {
    private final SessionCheckout session;
    private final Git git;

    public UserRepository(SessionCheckout session) {
        this.session = session;
        this.git = session.place().isShadow()
                ? session.target()
                : session.program().at(session.root());
    }

    public Git git() {
        return git;
    }

    /** Fetches these commits with all that they contain from the session's repository. */
    public void fetch(List<String> commits) {
        if (session.place().isShadow()) return;
        List<String> names = new ArrayList<>();
        StringBuilder orders = new StringBuilder();
        for (String commit : commits) {
            String name = session.kept("fetched/" + commit);
            orders.append("update ").append(name).append(' ').append(commit).append('\n');
            names.add(name);
        }
        session.repository().runWith(orders.toString().getBytes(StandardCharsets.US_ASCII), "update-ref", "--stdin");
        List<String> arguments = new ArrayList<>(List.of(
                "fetch",
                "-q",
                "--no-tags",
                "--no-write-fetch-head",
                session.place().repository()));
        arguments.addAll(names);
        git.run(arguments.toArray(String[]::new));
        bringLargeFiles();
    }

    /** Git LFS keeps its files beside the objects. A push needs them in the user's repository. */
    private void bringLargeFiles() {
        Path ours = Path.of(session.place().repository()).resolve("lfs/objects");
        if (!Files.isDirectory(ours)) return;
        Path common = git.directory().resolve(git.run("rev-parse", "--git-common-dir"));
        Path theirs = common.resolve("lfs/objects");
        try (Stream<Path> files = Files.walk(ours)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path there = theirs.resolve(ours.relativize(file).toString());
                if (Files.exists(there)) continue;
                Files.createDirectories(there.getParent());
                Path fresh = there.resolveSibling(there.getFileName() + ".orchestrate");
                Files.deleteIfExists(fresh);
                Files.copy(file, fresh);
                Files.move(fresh, there);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot bring files of Git LFS to " + theirs, e);
        }
    }
}
