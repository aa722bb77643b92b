package orchestrator.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import orchestrator.identity.LaunchId;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static final LaunchId LAUNCH = new LaunchId("session", "agent-1", 1);

    @Test
    void marks_of_launches_differ_from_every_other_limit() {
        assertThat(LaunchMark.isOne(LaunchMark.of(LAUNCH))).isTrue();
        assertThat(LaunchMark.of(LAUNCH)).isNotEqualTo(LaunchMark.of(new LaunchId("session", "agent-1", 2)));
        assertThat(LaunchMark.isOne(0)).isFalse();
        assertThat(LaunchMark.isOne(1L << 41)).isFalse();
        assertThat(LaunchMark.isOne(-1)).isFalse();
        assertThat(LaunchMark.isOne(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void a_process_with_the_marker_and_its_children_belong_to_a_run() throws Exception {
        Process marked = start(List.of("sh", "-c", "env -i sleep 311 & wait"), LAUNCH.marker());
        try {
            ProcessHandle child = awaitChild(marked);

            assertThat(Proc.marker(child.pid())).isEmpty();
            assertThat(Lineage.isOfRun(marked.pid())).isTrue();
            assertThat(Lineage.isOfRun(child.pid())).isTrue();
        } finally {
            end(marked);
        }
    }

    @Test
    void a_process_with_only_the_mark_belongs_to_a_run() throws Exception {
        String limited = "ulimit -w " + LaunchMark.of(LAUNCH) + "; exec env -i sleep 312";
        Process marked = start(List.of("dash", "-c", limited), "");
        try {
            await().until(() -> Proc.commandLine(marked.pid()).contains("312"));

            assertThat(Proc.launchMark(marked.pid())).isEqualTo(LaunchMark.of(LAUNCH));
            assertThat(Lineage.isOfRun(marked.pid())).isTrue();
        } finally {
            end(marked);
        }
    }

    @Test
    void any_other_process_belongs_to_no_run() throws Exception {
        Process other = start(List.of("sleep", "313"), "");
        try {
            assertThat(Lineage.isOfRun(other.pid())).isFalse();
            assertThat(Lineage.isOfRun(1)).isFalse();
        } finally {
            end(other);
        }
    }

    private static Process start(List<String> command, String marker) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        if (!marker.isEmpty()) builder.environment().put(Proc.MARKER, marker);
        return builder.start();
    }

    private static ProcessHandle awaitChild(Process parent) {
        await().until(() -> parent.children()
                .anyMatch(child -> Proc.commandLine(child.pid()).contains("311")));
        return parent.children().findFirst().orElseThrow();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
