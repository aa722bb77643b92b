package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.awaitItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.util.Map;
import orchestrator.launch.Usage;
import orchestrator.session.AnswerRequest;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits of dollars and tokens for each run. */
class RunLimitTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.oneAgent();

    private final ScriptedHost host = fixture.host;

    private WorkflowStub start(String id, Map<String, Object> budget) {
        return fixture.start(id, "reviews", "off", "isolation", "none", "budget", budget);
    }

    @Test
    void a_working_run_over_its_limit_of_dollars_is_stopped_and_a_retry_has_as_much_again() {
        host.neverEnds("dollars", "claude-1");
        host.uses("claude-1", new Usage(1_000, 0, 500, 2.1));
        WorkflowStub session = start("dollars", Map.of("runDollars", 2));

        OpenItem item = awaitItem(session);

        assertThat(item.kind()).isEqualTo(OpenItem.Kind.RUN);
        assertThat(item.id()).isEqualTo("claude-1");
        assertThat(item.question())
                .startsWith("claude-1 gives up: it has used $2.10 of its $2.00; another try may use as much again.");
        assertThat(item.choices()).extracting(OpenItem.Choice::name).containsExactly("retry", "abort", "stop");
        assertThat(host.stopped).hasSize(1);
        session.update("answer", SessionState.class, new AnswerRequest("claude-1", "retry", "", "ana", "cli"));
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(1).id().run()).isEqualTo("claude-4");
        assertThat(host.launches.get(1).resume()).isEqualTo("c-1");
    }

    @Test
    void a_run_that_reports_its_usage_only_at_the_end_is_not_launched_again_over_its_limit() {
        host.script("claude-1", ScriptedHost.CRASH, ScriptedHost.GOOD);
        WorkflowStub session = start("tokens", Map.of("runTokens", 14));

        OpenItem item = awaitItem(session);

        assertThat(item.question()).contains("it has used 15 of its 14 tokens");
        assertThat(host.launches).hasSize(1);
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void work_that_succeeded_is_kept_although_it_used_more_than_the_limit() {
        SessionState end = start("kept", Map.of("runTokens", 1)).getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
    }
}
