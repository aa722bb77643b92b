package orchestrator.workspace.repository;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.workspace.request.Refused;

/** Finds out what kind of directory a target is. */
public final class TargetInspection {
    private final GitProgram program;

    public TargetInspection(GitProgram program) {
        this.program = program;
    }

    /**
     * The repository that the target belongs to; empty if it is in none, or if that one ignores it.
     *
     * @param ours the session's own repository
     */
    public Optional<RepositoryLocation> repository(Path target, Path ours) throws Refused {
        Git git = program.at(target);
        GitProgram.Answer inside = git.ask("rev-parse", "--is-inside-work-tree");
        if (!inside.isGood()) {
            if (inside.problem().contains("not a git repository")) return Optional.empty();
            throw new Refused("git cannot use " + target + ": " + inside.problem());
        }
        if (!inside.text().equals("true")) {
            throw new Refused("the target " + target + " is a bare repository or lies in a git directory, so it has no"
                    + " files to work on. Clone it, and name the clone.");
        }
        Path root = Path.of(git.run("rev-parse", "--show-toplevel"));
        if (!root.equals(target) && git.says("check-ignore", "-q", ".")) return Optional.empty();
        return Optional.of(
                new RepositoryLocation(root.toString(), root.relativize(target).toString(), ours.toString(), false));
    }

    /** Repositories inside of the target, which a checkout of it would lack. */
    public static List<String> inner(Git git) {
        return git.names("ls-files", "-z", "--others", "--exclude-standard", "--directory").stream()
                .filter(name -> name.endsWith("/"))
                .map(Git::readable)
                .filter(name -> Files.exists(git.directory().resolve(name + ".git")))
                .toList();
    }

    /** The operation that the user has left unfinished, in a word; empty if there is none. */
    public static Optional<String> unfinished(Git git) {
        record Trace(String file, String word) {}
        List<Trace> traces = List.of(
                new Trace("MERGE_HEAD", "merge"),
                new Trace("rebase-merge", "rebase"),
                new Trace("rebase-apply", "rebase"),
                new Trace("CHERRY_PICK_HEAD", "cherry-pick"),
                new Trace("REVERT_HEAD", "revert"),
                new Trace("BISECT_LOG", "bisect"));
        List<String> question = new ArrayList<>(List.of("rev-parse"));
        traces.forEach(trace -> question.addAll(List.of("--git-path", trace.file())));
        List<String> files = git.run(question.toArray(String[]::new)).lines().toList();
        for (int i = 0; i < files.size(); i++) {
            if (Files.exists(git.directory().resolve(files.get(i))))
                return Optional.of(traces.get(i).word());
        }
        return Optional.empty();
    }
}
