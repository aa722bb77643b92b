package orchestrator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import orchestrator.event.AgentEvent;
import orchestrator.identity.LaunchId;
import orchestrator.launch.EarlyLaunchActivities;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session launches an agent beside starting the workflow of its run, which takes the launch up. */
class EarlyLaunchTest {
    private final ScriptedHost host = new ScriptedHost();
    private final Early early = new Early();
    private final TestTemporal temporal = new TestTemporal(host, new ScriptedCheckouts(), early);
    private final TestSessions sessions = new TestSessions(temporal, host);

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void a_run_takes_up_the_launch_that_its_session_has_begun() {
        early.mayEnd.countDown();

        SessionState end = sessions.run("early");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(early.wanted).allSatisfy(wanted -> {
            LaunchRequest taken = launchOf(wanted.launch().id());
            assertThat(wanted.run()).isEqualTo(taken.owner().workflowId());
            assertThat(wanted.launch().owner().workflowId()).isEqualTo("early");
            assertThat(wanted.launch().brief()).isEqualTo(taken.brief());
            assertThat(wanted.launch().inputs()).isEqualTo(taken.inputs());
            assertThat(wanted.host()).isEqualTo(ScriptedHost.HOST.id());
        });
        assertThat(early.wanted).hasSameSizeAs(host.launches);
        assertThat(texts()).contains("launch 1, pid 4711");
    }

    private LaunchRequest launchOf(LaunchId id) {
        return host.launches.stream()
                .filter(launch -> launch.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_relaunch_is_the_business_of_the_run_alone() {
        early.mayEnd.countDown();
        host.script("claude-1", ScriptedHost.CRASH, ScriptedHost.GOOD);

        sessions.run("relaunched");

        assertThat(early.wanted)
                .extracting(wanted -> wanted.launch().id().launch())
                .containsOnly(1);
        assertThat(host.launches).hasSize(early.wanted.size() + 1);
    }

    @Test
    void a_stop_that_overtakes_the_early_launch_ends_its_agent() {
        LaunchId id = new LaunchId("stopped", "claude-1", 1);
        host.neverEnds("stopped", "claude-1");
        WorkflowStub session = sessions.start("stopped", TestSessions.IN_TURN);
        await().atMost(Duration.ofSeconds(60)).until(() -> !early.wanted.isEmpty());

        session.signal("stop");
        early.mayEnd.countDown();

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
        assertThat(host.stopped).contains(id);
        assertThat(host.launches).extracting(LaunchRequest::id).containsOnly(id);
    }

    @Test
    void a_run_whose_early_launch_fails_launches_itself() {
        early.begins = false;
        early.mayEnd.countDown();

        SessionState end = sessions.run("alone");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches).noneMatch(LaunchRequest::onlyIfBegun).hasSameSizeAs(early.wanted);
    }

    @Test
    void a_run_takes_up_a_launch_whose_answer_was_lost() {
        early.isKilled = true;
        early.mayEnd.countDown();

        SessionState end = sessions.run("unheard");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches)
                .extracting(LaunchRequest::id)
                .containsExactlyElementsOf(early.wanted.stream()
                        .map(wanted -> wanted.launch().id())
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_pause_that_overtakes_the_early_launch_stops_its_processes() {
        LaunchId id = new LaunchId("paused", "claude-1", 1);
        host.neverEnds("paused", "claude-1");
        WorkflowStub session = sessions.start("paused", TestSessions.IN_TURN);
        await().atMost(Duration.ofSeconds(60)).until(() -> !early.wanted.isEmpty());

        session.signal("pause");
        early.mayEnd.countDown();
        await().atMost(Duration.ofSeconds(60)).until(() -> host.paused.contains(id));
        session.signal("resume");
        await().atMost(Duration.ofSeconds(60)).until(() -> host.proceeded.contains(id));
        host.mayEnd("paused", "claude-1");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(texts()).containsSubsequence("launch 1, pid 4711", "launch 1 is resumed");
    }

    @Test
    void a_pause_holds_an_agent_that_was_launched_early_while_its_run_waited_for_its_turn() {
        LaunchId id = new LaunchId("queued", "claude-1", 1);
        host.neverEnds("queued", "claude-1");
        host.turns.set(1);
        early.mayBegin = new CountDownLatch(1);
        WorkflowStub session = sessions.start("queued", TestSessions.IN_TURN);
        await().atMost(Duration.ofSeconds(60)).until(() -> host.awaitedTurns.get() > 0);

        early.mayBegin.countDown();
        early.mayEnd.countDown();
        session.signal("pause");
        await().atMost(Duration.ofSeconds(60)).until(() -> host.paused.contains(id));
        session.signal("resume");
        host.mayEnd("queued", "claude-1");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    private List<String> texts() {
        return host.events.stream().map(AgentEvent::text).toList();
    }

    private final class Early implements EarlyLaunchActivities {
        final List<EarlyLaunch> wanted = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch mayEnd = new CountDownLatch(1);
        volatile CountDownLatch mayBegin = new CountDownLatch(0);
        volatile boolean begins = true;
        /** The agent is launched, and then its worker dies. */
        volatile boolean isKilled;

        @Override
        public EarlyLaunched launchEarly(EarlyLaunch launch) {
            try {
                mayBegin.await(60, TimeUnit.SECONDS);
                if (begins) host.begunEarly.add(launch.launch().id());
                wanted.add(launch);
                boolean mayGoOn = mayEnd.await(60, TimeUnit.SECONDS);
                if (isKilled) throw new IllegalStateException("its worker was killed");
                return new EarlyLaunched(begins && mayGoOn, begins ? "" : "a test says so");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
