package orchestrator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.home.Home;
import orchestrator.identity.LaunchId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OtherLaunchesTest {
    @TempDir
    private Path directory;

    private LaunchId launched(Home home, String run, int launch) throws IOException {
        Files.createDirectories(home.launch("s", run, launch));
        return new LaunchId("s", run, launch);
    }

    @Test
    void only_runs_of_the_same_agent_are_listed() throws IOException {
        Home home = new Home(directory);
        LaunchId work = launched(home, "codex-1", 1);
        LaunchId again = launched(home, "codex-1", 2);
        LaunchId fix = launched(home, "codex-4", 1);
        launched(home, "codex-mini-1", 1);
        launched(home, "claude-1", 1);
        Files.createDirectories(home.run("s", "codex-1").resolve("gemini-home"));
        LaunchId earlier = new LaunchId("old", "codex-2", 3);
        new InheritedConversations(home.session("s"))
                .keep(List.of(new InheritedConversations.Entry("thread", earlier)));

        assertThat(new OtherLaunches(home).of(fix)).containsExactly(earlier, work, again);
    }

    @Test
    void the_first_launch_of_a_session_has_no_others() throws IOException {
        Home home = new Home(directory);

        assertThat(new OtherLaunches(home).of(new LaunchId("s", "codex-1", 1))).isEmpty();
    }
}
