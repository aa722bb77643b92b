package orchestrator.reaper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.crew.Role;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.LaunchOwner;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.LaunchOwnership;
import orchestrator.launcher.TestHost;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessPause;
import orchestrator.temporal.WorkflowLookup.Answer;
import orchestrator.temporal.WorkflowLookup.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanSweepTest {
    private static final String WORKING = "echo '{\"type\":\"message\",\"text\":\"MILESTONE: half\"}'; exec sleep 300";

    @TempDir
    Path base;

    private TestHost host;
    private OrphanSweep sweep;
    private String key;

    @BeforeEach
    void open() {
        host = new TestHost(base);
        sweep = new OrphanSweep(host.parts(), host.workflows(), TestHost.CLUSTER);
        key = base.getFileName().toString();
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void an_agent_whose_workflow_is_over_is_killed_and_its_last_lines_are_kept() throws Exception {
        LaunchId id = working(1);
        host.says(workflow(), Answer.CLOSED);

        sweep.sweep();

        assertThat(host.members(id)).isEmpty();
        assertThat(host.events(id)).extracting(AgentEvent::type).contains(EventType.MILESTONE, EventType.RECOVERY);
        assertThat(host.parts().launches().unsettled()).isEmpty();
    }

    @Test
    void a_superseded_launch_is_killed_and_the_current_one_continues() throws Exception {
        LaunchId superseded = working(1);
        LaunchId current = working(2);
        host.says(workflow(), Answer.OPEN);
        host.isAtLaunch(workflow(), 2);

        sweep.sweep();

        assertThat(host.members(superseded)).isEmpty();
        assertThat(host.members(current)).isNotEmpty();
        assertThat(host.events(superseded))
                .filteredOn(event -> event.type() == EventType.RECOVERY)
                .singleElement()
                .satisfies(event -> assertThat(event.text())
                        .contains("launch 1")
                        .contains("a newer launch of its run has taken over"));
    }

    @Test
    void a_launch_whose_workflow_cannot_be_asked_is_left_alone() throws Exception {
        LaunchId id = working(1);
        host.says(workflow(), Answer.OPEN);
        sweep.sweep();
        host.says(workflow(), Answer.UNKNOWN);
        host.isAtLaunch(workflow(), 2);
        sweep.sweep();

        assertThat(host.members(id)).isNotEmpty();
    }

    @Test
    void a_launch_of_another_temporal_is_left_alone() throws Exception {
        LaunchId id = working(1);
        host.says(workflow(), Answer.NOT_FOUND);

        new OrphanSweep(host.parts(), host.workflows(), "another cluster").sweep();

        assertThat(host.members(id)).isNotEmpty();
    }

    @Test
    void followed_or_dead_launches_need_no_query() throws Exception {
        LaunchId followed = working(2);
        LaunchId dead = working(1);
        host.parts().processes().kill(dead, java.util.Optional.empty());
        host.parts().followers().streams().add(HostContext.stream(followed));
        host.says(workflow(), Answer.OPEN);

        sweep.sweep();

        assertThat(host.queries()).isZero();
    }

    @Test
    void leftovers_of_earlier_launches_of_a_run_are_killed_before_the_next() throws Exception {
        LaunchId first = working(1);
        LaunchId second = working(2);

        new LaunchReaper(host.parts()).beforeLaunch(launch(2));

        assertThat(host.members(first)).isEmpty();
        assertThat(host.members(second)).isNotEmpty();
        assertThat(host.events(first))
                .extracting(AgentEvent::text)
                .anyMatch(text -> text.contains("launch 2 takes over"));
    }

    @Test
    void an_agent_whose_run_was_started_anew_is_left_alone_until_the_next_sweep() throws Exception {
        LaunchId id = working(1);
        host.says(workflow(), Answer.REPLACED);

        sweep.sweep();
        assertThat(host.members(id)).isNotEmpty();
        sweep.sweep();

        assertThat(host.members(id)).isEmpty();
    }

    @Test
    void an_early_launch_whose_run_never_comes_is_ended_at_the_second_sweep() throws Exception {
        LaunchId id = early();
        host.says(key, Answer.OPEN);
        host.says(workflow(), Answer.NOT_FOUND);

        sweep.sweep();
        assertThat(host.members(id)).isNotEmpty();
        sweep.sweep();

        assertThat(host.members(id)).isEmpty();
        assertThat(recoveries(id))
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains("has not taken it up"));
    }

    @Test
    void an_early_launch_is_left_alone_while_its_run_is_open_and_ended_with_its_session() throws Exception {
        LaunchId id = early();
        host.says(key, Answer.OPEN);
        host.says(workflow(), Answer.OPEN);
        sweep.sweep();
        sweep.sweep();
        sweep.sweep();
        assertThat(host.members(id)).isNotEmpty();

        host.says(key, Answer.CLOSED);
        sweep.sweep();

        assertThat(host.members(id)).isEmpty();
    }

    @Test
    void a_run_that_takes_up_an_early_launch_owns_it_and_tells_of_no_recovery() throws Exception {
        LaunchId id = early();
        LaunchOwner run = new LaunchOwner(workflow(), "first");

        new LaunchOwnership(host.parts()).takeUp(id, run, "first");

        LaunchDirectory directory = host.parts().launches().directory(id);
        assertThat(LaunchOwnership.of(directory)).isEqualTo(run);
        assertThat(LaunchOwnership.awaitedRun(directory)).isEmpty();
        assertThat(recoveries(id)).isEmpty();
    }

    private LaunchId early() throws Exception {
        LaunchId id = working(1);
        LaunchDirectory directory = host.parts().launches().directory(id);
        new LaunchOwnership(host.parts()).beginEarly(directory, new LaunchOwner(key, "s"), "s", workflow());
        return id;
    }

    @Test
    void a_launch_belongs_to_the_execution_that_took_it_over_last() throws Exception {
        LaunchId id = working(1);
        LaunchOwner heir = new LaunchOwner(workflow(), "second");
        LaunchOwnership ownership = new LaunchOwnership(host.parts());
        ownership.begin(host.parts().launches().directory(id), new LaunchOwner(workflow(), "first"), "first");

        ownership.takeUp(id, heir, "second");
        ownership.takeUp(id, heir, "second");

        assertThat(LaunchOwnership.of(host.parts().launches().directory(id))).isEqualTo(heir);
        assertThat(host.members(id)).isNotEmpty();
        assertThat(host.events(id))
                .filteredOn(event -> event.type() == EventType.RECOVERY)
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains("tier 1", "launch 1", "lost: nothing"));
    }

    private List<AgentEvent> recoveries(LaunchId id) {
        return host.events(id).stream()
                .filter(event -> event.type() == EventType.RECOVERY)
                .toList();
    }

    @Test
    void a_paused_launch_resumes_when_another_execution_takes_it_over() throws Exception {
        LaunchId id = working(1);
        LaunchDirectory directory = host.parts().launches().directory(id);
        LaunchOwnership ownership = new LaunchOwnership(host.parts());
        ownership.begin(directory, new LaunchOwner(workflow(), "first"), "first");
        new ProcessPause(host.parts().processes(), directory, id).pause();

        ownership.takeUp(id, new LaunchOwner(workflow(), "first"), "after a reset");

        assertThat(directory.isPaused()).isFalse();
        String status = Files.readString(Path.of("/proc/" + host.members(id).get(0) + "/stat"));
        assertThat(status.substring(status.lastIndexOf(')') + 2)).doesNotStartWith("T");
    }

    @Test
    void a_run_forgotten_by_its_session_is_ended_unless_the_session_reaches_it_again() throws Exception {
        LaunchId id = working(1);
        host.says(workflow(), Answer.OPEN);
        host.sessionIs(workflow(), Session.HAS_FORGOTTEN);
        sweep.sweep();
        assertThat(host.cancelled()).isEmpty();
        host.sessionIs(workflow(), Session.ANSWERS);
        sweep.sweep();
        host.sessionIs(workflow(), Session.HAS_FORGOTTEN);
        sweep.sweep();
        assertThat(host.cancelled()).isEmpty();

        sweep.sweep();
        sweep.sweep();

        assertThat(host.cancelled()).containsOnly(workflow());
        assertThat(host.events(id))
                .filteredOn(event -> event.text().contains("its session was reset"))
                .hasSize(1);
    }

    @Test
    void a_run_whose_session_was_deleted_is_ended_at_once() throws Exception {
        working(1);
        host.says(workflow(), Answer.OPEN);
        host.sessionIs(workflow(), Session.UNKNOWN);
        sweep.sweep();
        assertThat(host.cancelled()).isEmpty();
        host.sessionIs(workflow(), Session.GONE);

        sweep.sweep();

        assertThat(host.cancelled()).containsExactly(workflow());
    }

    @Test
    void a_launch_first_ends_unowned_agents_in_its_directory() throws Exception {
        LaunchId forgotten = working(1);
        host.says(workflow(), Answer.OPEN);
        WorkspaceReaper workplace = new WorkspaceReaper(host.parts(), host.workflows());

        workplace.free(next(host.directory("elsewhere")));
        workplace.free(next(host.directory("workspace")));
        assertThat(host.members(forgotten)).isNotEmpty();
        host.sessionIs(workflow(), Session.HAS_FORGOTTEN);
        workplace.free(next(host.directory("elsewhere")));
        assertThat(host.members(forgotten)).isNotEmpty();
        workplace.free(next(host.directory("workspace")));

        assertThat(host.members(forgotten)).isEmpty();
        assertThat(host.cancelled()).containsExactly(workflow());
    }

    private LaunchRequest next(Path workspace) {
        LaunchId id = new LaunchId(key, "scripted-2", 1);
        LaunchOwner owner = new LaunchOwner(key + "/scripted-2", "other");
        return new LaunchRequest(
                id,
                Role.IMPLEMENTER,
                "",
                "",
                List.of(),
                workspace.toString(),
                false,
                null,
                "",
                null,
                owner,
                null,
                null,
                false);
    }

    private LaunchId working(int number) throws Exception {
        LaunchId id = launch(number);
        host.launch(id, WORKING);
        Path stdout = host.parts().launches().directory(id).stdout();
        await().until(() -> Files.size(stdout) > 0);
        return id;
    }

    private LaunchId launch(int number) {
        return new LaunchId(key, "scripted-1", number);
    }

    private String workflow() {
        return key + "/scripted-1";
    }
}
