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
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person's choice about a file that is too large is carried out, now and when the checkout is closed. */
class LeftOutChoiceTest {
    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects(Map.of(SizeLimits.FILE_MB, "1"));

    private UserProject project;

    @BeforeEach
    void make() throws Exception {
        project = PROJECTS.project("left-out", fresh -> {
            fresh.repository().open("claude");
            new AgentShell(fresh.base).run(fresh.tree("claude"), "head -c 1100000 /dev/zero >big; echo K >.env");
            assertThat(fresh.integrate("claude").leftOut())
                    .extracting(LeftOut::path)
                    .containsExactly(".env", "big");
        });
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
                .containsExactly(Tuple.tuple(".env", kept(".env")), Tuple.tuple("big", ""));
        assertThat(Path.of(kept(".env"))).exists();
        assertThat(Path.of(kept("big"))).doesNotExist();
    }

    private String kept(String name) {
        return project.home.resolve("sessions/orch_1/kept/claude").resolve(name).toString();
    }
}
