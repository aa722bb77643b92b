package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.checkout.CheckoutActivities.LeftOutRequest;
import orchestrator.checkout.LeftOut;
import orchestrator.git.SizeLimits;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's choice about a file that is too large is carried out, now and when the checkout is closed. */
class LeftOutChoiceTest {
    @TempDir
    Path base;

    private UserProject project;

    @BeforeEach
    void make() throws Exception {
        project = new UserProject(base, Map.of(SizeLimits.FILE_MB, "1")).repository();
        project.open("claude");
        new AgentShell(base).run(project.tree("claude"), "head -c 1100000 /dev/zero >big; echo K >.env");
        assertThat(project.integrate("claude").leftOut())
                .extracting(LeftOut::path)
                .containsExactly(".env", "big");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Integrated choose(String choice) throws Refused {
        return project.checkouts.settleLeftOut(new LeftOutRequest(UserProject.KEY, "claude", "left-out", choice));
    }

    @Test
    void take_adds_the_file_to_the_result() throws Exception {
        Integrated taken = choose("take");

        assertThat(taken.files()).containsExactly("big");
        assertThat(taken.leftOut()).extracting(LeftOut::path).containsExactly(".env");
        project.checkouts.merge(new MergeRequest(UserProject.KEY, null, true, false, "Do it"));
        assertThat(project.root.resolve("big")).hasSize(1_100_000);
    }

    @Test
    void remove_deletes_the_file_with_the_checkout_and_keeps_the_others() throws Exception {
        choose("remove");

        assertThat(project.checkouts.close(UserProject.KEY))
                .extracting(LeftOut::path, LeftOut::kept)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(".env", kept(".env")),
                        org.assertj.core.groups.Tuple.tuple("big", ""));
        assertThat(Path.of(kept(".env"))).exists();
        assertThat(Path.of(kept("big"))).doesNotExist();
    }

    private String kept(String name) {
        return project.home.resolve("sessions/orch_1/kept/claude").resolve(name).toString();
    }
}
