package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import orchestrator.filetree.Removal;
import orchestrator.workspace.request.MergeRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PruningTest {
    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private UserProject project;

    @BeforeEach
    void make() throws Exception {
        project = PROJECTS.project("opened", fresh -> fresh.repository().open("claude"));
        UserProject.write(project.tree("claude"), "new.txt", "n\n");
    }

    private static Instant later() {
        return Instant.now().plus(Duration.ofDays(1));
    }

    @Test
    void old_checkouts_of_ended_sessions_are_removed_and_their_work_stays() throws Exception {
        assertThat(project.checkouts.prune(later(), key -> true)).containsExactly(UserProject.KEY);

        assertThat(project.tree("claude")).doesNotExist();
        assertThat(project.own("show", "orchestrate/orch_1/claude:new.txt")).isEqualTo("n");
        assertThat(PendingResults.of(new orchestrator.home.Home(project.home))).containsExactly(UserProject.KEY);
        assertThat(project.checkouts.prune(later(), key -> true)).as("once").isEmpty();
    }

    @Test
    void checkouts_of_open_or_recent_sessions_stay() throws Exception {
        assertThat(project.checkouts.prune(later(), key -> false)).isEmpty();
        assertThat(project.checkouts.prune(Instant.now().minus(Duration.ofDays(1)), key -> true))
                .isEmpty();

        assertThat(project.tree("claude")).exists();
    }

    @Test
    void the_backup_of_a_merge_is_removed_after_a_while() throws Exception {
        project.integrate("claude");
        project.checkouts.merge(new MergeRequest(UserProject.KEY, null, true, false, "t"));
        assertThat(project.git("for-each-ref", "refs/orchestrate")).isNotEmpty();

        project.checkouts.prune(later(), key -> true);

        assertThat(project.git("for-each-ref", "refs/orchestrate")).isEmpty();
        assertThat(project.root.resolve("new.txt")).exists();
    }

    @Test
    void a_session_without_its_target_does_not_stop_the_pruning_of_others() throws Exception {
        Removal.of(project.root);

        assertThat(project.checkouts.prune(later(), key -> true)).isEmpty();
    }
}
