package orchestrator.watch.tree;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.fault.FaultText;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.GitFailed;
import orchestrator.git.GitProgram;
import orchestrator.trouble.NeedsUser;

/**
 * Which files git ignores, and which it tracks in spite of a name that is skipped by convention. Repositories within the
 * project have rules of their own. If git cannot answer, nothing counts as ignored, and {@link #problem} says why.
 */
final class GitRules {
    private static final int CHECKED_MAX = 20_000;

    private final GitProgram program;
    private final Path target;
    private final Set<Path> repositories = new HashSet<>();
    private final Set<Path> tracked = new HashSet<>();
    private final Set<Path> trackedAllTheSame = new HashSet<>();
    private String problem = "";

    GitRules(GitProgram program, Path target) {
        this.program = program;
        this.target = target;
    }

    /** Forgets everything and begins with the repository in which the project lies, if any. */
    void readAgain() {
        repositories.clear();
        tracked.clear();
        trackedAllTheSame.clear();
        problem = "";
        if (!program.isInstalled() || !Files.isDirectory(target)) return;
        try {
            Git git = program.at(target);
            if (git.ask("rev-parse", "--git-dir").isGood() && !isIgnoredItself(git)) addRepository(target);
        } catch (GitFailed | NeedsUser e) {
            problem = FaultText.of(e);
        }
    }

    /** A project may lie in an ignored directory of another one, whose rules then say nothing about it. */
    private boolean isIgnoredItself(Git git) {
        boolean isTop = git.run("rev-parse", "--show-prefix").isEmpty();
        return !isTop && git.ask("check-ignore", "-q", target.toString()).isGood();
    }

    /** The directory holds a {@code .git}. */
    void foundRepository(Path directory) {
        if (!program.isInstalled() || repositories.contains(directory)) return;
        try {
            addRepository(directory);
        } catch (GitFailed | NeedsUser e) {
            problem = FaultText.of(e);
        }
    }

    private void addRepository(Path directory) {
        Git git = program.at(directory);
        List<String> all = git.names("ls-files", "-z");
        List<String> ignored = git.names("ls-files", "-z", "-c", "-i", "--exclude-standard");
        repositories.add(directory);
        all.forEach(name -> addTracked(directory, name));
        for (String name : ignored) {
            for (Path at = FileName.at(directory, name); !at.equals(directory); at = at.getParent())
                trackedAllTheSame.add(at);
        }
    }

    /** Remembers only what a convention would skip. */
    private void addTracked(Path directory, String name) {
        int slash = name.indexOf('/');
        int start = 0;
        while (slash >= 0) {
            if (Conventions.skipsDirectory(name.substring(start, slash)))
                tracked.add(FileName.at(directory, name.substring(0, slash)));
            start = slash + 1;
            slash = name.indexOf('/', start);
        }
        if (Conventions.skipsFile(name.substring(start))) tracked.add(FileName.at(directory, name));
    }

    boolean isRepository(Path directory) {
        return repositories.contains(directory);
    }

    boolean tracks(Path file) {
        return tracked.contains(file);
    }

    String problem() {
        return problem;
    }

    /** Where git holds a lock while it changes the project's files; empty without a repository. */
    Optional<Path> indexLock() {
        if (!repositories.contains(target)) return Optional.empty();
        try {
            String path = program.at(target).run("rev-parse", "--git-path", "index.lock");
            return Optional.of(target.resolve(path));
        } catch (GitFailed | NeedsUser e) {
            return Optional.empty();
        }
    }

    /** Those that git ignores. */
    Set<Path> ignored(List<Path> files) {
        Map<Path, List<Path>> byRepository = new LinkedHashMap<>();
        for (Path file : files) {
            repositoryOf(file)
                    .ifPresent(found -> byRepository
                            .computeIfAbsent(found, first -> new ArrayList<>())
                            .add(file));
        }
        Set<Path> ignored = new HashSet<>();
        byRepository.forEach((repository, members) -> {
            for (int from = 0; from < members.size(); from += CHECKED_MAX) {
                ask(repository, members.subList(from, Math.min(members.size(), from + CHECKED_MAX)), ignored);
            }
        });
        return ignored;
    }

    private Optional<Path> repositoryOf(Path file) {
        Path directory = file.getParent();
        while (directory != null && directory.startsWith(target)) {
            if (repositories.contains(directory)) return Optional.of(directory);
            directory = directory.getParent();
        }
        return Optional.empty();
    }

    private void ask(Path repository, List<Path> files, Set<Path> ignored) {
        List<String> names =
                files.stream().map(file -> FileName.of(repository, file)).toList();
        try {
            // With its index, git would go through all tracked files for each name.
            GitProgram.Answer answer =
                    program.at(repository).feed(Git.listed(names), "check-ignore", "-z", "--no-index", "--stdin");
            if (answer.exitCode() > 1) problem = answer.problem();
            for (String name : Git.split(answer.bytes())) {
                Path file = FileName.at(repository, name);
                if (!trackedAllTheSame.contains(file)) ignored.add(file);
            }
        } catch (GitFailed | NeedsUser e) {
            problem = FaultText.of(e);
        }
    }
}
