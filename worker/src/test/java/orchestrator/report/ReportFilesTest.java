package orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launch.Usage;
import orchestrator.launcher.TestHost;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.Keep;
import orchestrator.session.SessionActivities.Report;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFilesTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final SessionState STATE = new SessionState(
            "s1",
            "s1",
            "e",
            "Do it",
            "",
            "",
            "/t",
            "/t",
            Phase.DONE,
            Hold.NONE,
            "",
            "",
            "",
            List.of(),
            List.of(),
            Usage.NONE,
            0,
            T0,
            T0,
            Teamwork.NONE,
            0);

    @TempDir
    private Path base;

    private TestHost host;

    @BeforeEach
    void start() {
        host = new TestHost(base);
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    private static AgentEvent milestone(int n) {
        return AgentEvent.of(
                        new StreamId(new LaunchId("s1", "claude-1", 1), "orchestrator"),
                        T0,
                        EventType.MILESTONE,
                        "step " + n)
                .withPlace(n, 0);
    }

    @Test
    void report_and_summary_are_files_and_artifacts() throws Exception {
        host.parts().events().record(List.of(milestone(1)));

        Report report = ReportFiles.write(
                host.parts().home(), host.parts().events(), host.parts().artifacts(), STATE);

        Path directory = host.parts().home().session("s1");
        String text = Files.readString(directory.resolve("report.md"));
        assertThat(text).contains("step 1").doesNotContain("more is in the event log");
        assertThat(host.parts().artifacts().get(report.report())).contains(text);
        assertThat(Json.read(Files.readString(directory.resolve("summary.json")), SessionState.class))
                .isEqualTo(STATE);
    }

    @Test
    void a_long_report_says_what_it_leaves_out() throws Exception {
        host.parts()
                .events()
                .record(IntStream.rangeClosed(1, 501)
                        .mapToObj(ReportFilesTest::milestone)
                        .toList());

        ReportFiles.write(
                host.parts().home(), host.parts().events(), host.parts().artifacts(), STATE);

        assertThat(Files.readString(host.parts().home().session("s1").resolve("report.md")))
                .contains("step 500", "These are the first 500; more is in the event log.")
                .doesNotContain("step 501");
    }

    @Test
    void a_file_that_is_kept_is_an_artifact_too() throws Exception {
        String reference = ReportFiles.keep(
                host.parts().home(), host.parts().artifacts(), new Keep("s1", "reviews/1-a-b.json", "{}"));

        assertThat(host.parts().artifacts().get(reference)).contains("{}");
        assertThat(host.parts().home().session("s1").resolve("reviews/1-a-b.json"))
                .hasContent("{}");
    }
}
