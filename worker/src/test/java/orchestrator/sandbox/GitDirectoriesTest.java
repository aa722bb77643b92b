package orchestrator.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitDirectoriesTest {
    @TempDir
    private Path temporary;

    private Path base;

    @BeforeEach
    void start() throws IOException {
        base = temporary.toRealPath();
    }

    @Test
    void a_checkout_below_its_root_is_of_that_repository() throws Exception {
        Path git = Files.createDirectories(base.resolve("project/.git"));
        Path below = Files.createDirectories(base.resolve("project/a/b"));

        assertThat(GitDirectories.of(below)).contains(new GitDirectories(git, git));
        assertThat(GitDirectories.of(Files.createDirectories(base.resolve("elsewhere"))))
                .isEmpty();
    }

    @Test
    void a_worktree_and_its_repository_name_each_other() throws Exception {
        Path own = worktree("tree");

        assertThat(GitDirectories.of(base.resolve("tree")))
                .contains(new GitDirectories(own, base.resolve("repository.git")));
    }

    @Test
    void an_agent_that_writes_another_path_into_its_checkout_is_not_let_in_there() throws Exception {
        worktree("other");
        Path tree = Files.createDirectories(base.resolve("tree"));

        link(tree, base.resolve("repository.git/worktrees/other"));
        assertThat(GitDirectories.of(tree)).isEmpty();
        link(tree, Files.createDirectories(base.resolve("home/.ssh")));
        assertThat(GitDirectories.of(tree)).isEmpty();
        Files.writeString(tree.resolve(".git"), "no link");
        assertThat(GitDirectories.of(tree)).isEmpty();
    }

    private Path worktree(String name) throws IOException {
        Path own = Files.createDirectories(base.resolve("repository.git/worktrees/" + name));
        Files.createDirectories(base.resolve("repository.git/objects"));
        Path tree = Files.createDirectories(base.resolve(name));
        Files.writeString(own.resolve("gitdir"), tree.resolve(".git") + "\n");
        link(tree, own);
        return own;
    }

    private static void link(Path tree, Path own) throws IOException {
        Files.writeString(tree.resolve(".git"), "gitdir: " + own + "\n");
    }
}
