package orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import orchestrator.json.Json;
import orchestrator.launch.GuardNews;
import orchestrator.launch.GuardProgress;
import orchestrator.launch.Usage;
import orchestrator.recovery.Recoveries;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private static final RunProgress SEEN =
            RunProgress.START.started().guarded(new GuardNews(5, List.of(), 2)).withBlockers(List.of("no schema"));

    @Test
    void what_was_seen_of_the_guard_survives_everything_but_a_new_launch() throws Exception {
        RunProgress later = SEEN.followedTo(99).withUsage(Usage.NONE).stalled().reached(1, 2);

        assertThat(later.guardOrNone()).isEqualTo(new GuardProgress(5, 2, 0));
        assertThat(Json.read(Json.write(later), RunProgress.class)).isEqualTo(later);
    }

    @Test
    void a_new_launch_has_records_of_its_own_and_the_violations_add_up() {
        RunProgress next = SEEN.relaunch(Recoveries.NONE, null, "", null);

        assertThat(next.guardOrNone()).isEqualTo(new GuardProgress(0, 0, 2));
        assertThat(next.guarded(new GuardNews(1, List.of(), 1)).guardOrNone().violations())
                .isEqualTo(3);
    }

    @Test
    void the_progress_of_an_earlier_release_is_read_without_a_guard() throws Exception {
        ObjectNode old = Json.MAPPER.valueToTree(RunProgress.START);
        old.remove("guard");

        assertThat(Json.read(old.toString(), RunProgress.class).guardOrNone()).isEqualTo(GuardProgress.NONE);
    }
}
