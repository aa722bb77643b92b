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
 * Makes the repository of a session. It borrows the objects of the user's repository and has its settings, branches and
 * tags; whatever agents do to stash, branches, configuration or hooks stays in it.
 */
public final class SessionRepository {
    /** Decide which files git sees, and how many commits there are. */
    private static final List<String> FILES =
            List.of("info/exclude", "info/attributes", "info/sparse-checkout", "shallow");

    /** Keys that filters look for beside the objects. They are not copied: there is one of each. */
    private static final List<String> KEYS = List.of("git-crypt", "crypt");

    private final GitProgram program;
    private final Path repository;

    public SessionRepository(GitProgram program, Path repository) {
        this.program = program;
        this.repository = repository;
    }

    /** For a target without a repository. One that was not finished is made anew. */
    public void make() {
        begin("sha1");
        finish();
    }

    /** Borrows from the user's repository, which is not touched. */
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

    /** Directories of objects that this repository borrows from; none if it stands alone. */
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

    /** As git reads a line of this file: a name with a line break would be two. */
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
