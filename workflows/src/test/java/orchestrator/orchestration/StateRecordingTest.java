package orchestrator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.util.List;
import orchestrator.json.Json;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.Step;
import orchestrator.session.SessionState;
import orchestrator.snapshot.StateChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StateRecordingTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.oneAgent();

    @Test
    void only_the_first_step_of_a_session_is_its_whole_state() {
        SessionState end = fixture.run("changes");

        List<Step> steps = List.copyOf(fixture.host.steps);
        assertThat(steps.get(0).whole()).isNotNull();
        assertThat(steps.subList(1, steps.size())).extracting(Step::whole).containsOnlyNulls();
        assertThat(last(fixture.host.archived)).isEqualTo(end);
    }

    @Test
    void a_lost_archive_gets_the_whole_state_again() {
        fixture.host.neverEnds("lost", "claude-1");
        WorkflowStub session = fixture.start("lost");
        await().until(() -> fixture.host.launches.size() == 1);
        fixture.host.states.forget();

        fixture.host.mayEnd("lost", "claude-1");
        SessionState end = session.getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.host.steps.stream().filter(step -> step.whole() != null))
                .hasSize(2);
        assertThat(last(fixture.host.archived)).isEqualTo(end);
    }

    @Test
    void revisions_follow_each_other() {
        fixture.run("numbers");

        long expected = 0;
        for (Step step : fixture.host.steps) {
            StateChange change = step.change();
            if (change == null) continue;
            assertThat(change.revision()).as(Json.write(change)).isEqualTo(++expected);
            if (!change.isWhole()) assertThat(change.base()).isEqualTo(expected - 1);
        }
    }

    private static SessionState last(List<SessionState> states) {
        return states.get(states.size() - 1);
    }
}
