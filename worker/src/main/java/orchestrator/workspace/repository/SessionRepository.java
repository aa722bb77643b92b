package orchestrator.workspace.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import orchestrator.filetree.Removal;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.git.SessionRefs;

/**
 * Creates the repository of a session. It borrows the objects of the user's repository and has its settings, branches
 * and tags. What agents do to its stash, branches, configuration or hooks stays in it.
 */
public final class SessionRepository {
    /** Files that decide what git ignores and how much history there is. */
    private static final List<String> FILES =
            List.of("info/exclude", "info/attributes", "info/sparse-checkout", "shallow");

    /** Directories of keys that filters expect beside the objects. They are linked, so that keys are not copied. */
    private static final List<String> KEYS = List.of("git-crypt", "crypt");

    private final GitProgram program;
    private final Path repository;

    public SessionRepository(GitProgram program, Path repository) {
        this.program = program;
        this.repository = repository;
    }

    /** For a target without a repository. A repository that was left unfinished is replaced. */
    public void make() {
        begin("sha1");
        finish();
    }

    /** For a target with a repository, which is not changed. */
    public void borrow(Path root, UserReferences references) {
        Git user = program.at(root);
        List<String> question = new ArrayList<>(List.of("rev-parse", "--show-object-format", "--git-path", "objects"));
        FILES.forEach(name -> question.addAll(List.of("--git-path", name)));
        List<String> answers = user.run(question.toArray(String[]::new)).lines().toList();
        begin(answers.get(0));
        Path fresh = fresh();
        Path objects = absolute(root, answers.get(1));
        write(fresh.resolve("objects/info/alternates"), quoted(objects) + "\n");
        for (int i = 0; i < FILES.size(); i++) copy(absolute(root, answers.get(i + 2)), fresh.resolve(FILES.get(i)));
        for (String name : KEYS) link(objects.resolveSibling(name), fresh.resolve(name));
        Git ours = program.bare(fresh);
        UserConfig.of(user).addTo(fresh.resolve("config"), UserConfig.of(ours));
        references.copyTo(ours);
        finish();
    }

    /** Object directories that this repository borrows from; none if it stands alone. */
    public static List<Path> lenders(Path repository) {
        Path file = repository.resolve("objects/info/alternates");
        try {
            if (!Files.exists(file)) return List.of();
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("/"))
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private Path fresh() {
        return repository.resolveSibling(SessionRefs.REPOSITORY + ".new");
    }

    private void begin(String objectFormat) {
        try {
            Removal.of(fresh());
            Removal.of(repository);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + repository, e);
        }
        program.at(repository.getParent())
                .run("init", "-q", "--bare", "--template=", "--object-format=" + objectFormat, fresh().toString());
    }

    private void finish() {
        try {
            Files.createDirectories(fresh().resolve("info"));
            GuardedSettings.keep(fresh());
            Files.move(fresh(), repository, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + repository, e);
        }
    }

    private static Path absolute(Path root, String name) {
        return root.resolve(name).normalize();
    }

    /** Quoted as git expects it, so that a line break does not end the path. */
    private static String quoted(Path path) {
        String name = path.toString();
        if (name.indexOf('\n') < 0) return name;
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            if (!Files.isRegularFile(from)) return;
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from + " to " + to, e);
        }
    }

    private static void link(Path from, Path to) {
        try {
            if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) Files.createSymbolicLink(to, from);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot link " + to + " to " + from, e);
        }
    }
}
