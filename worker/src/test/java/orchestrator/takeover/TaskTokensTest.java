package orchestrator.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import orchestrator.json.Json;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.RunProcesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a real process as the other worker. */
class TaskTokensTest {
    private static final byte[] TOKEN = {1, 2, 3};

    @TempDir
    Path directory;

    private final RunProcesses processes = new RunProcesses(RunProcesses.systemTable());
    private TaskTokens tokens;
    private Process other;

    @BeforeEach
    void make() throws Exception {
        tokens = new TaskTokens(directory, processes);
        other = new ProcessBuilder("sleep", "1000").start();
    }

    @AfterEach
    void end() throws Exception {
        kill();
    }

    private void kill() throws Exception {
        other.destroyForcibly();
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private Path leftByTheOther(boolean workflowTask) throws Exception {
        var entry = RunProcesses.systemTable().find(other.pid()).orElseThrow();
        ProcessIdentity identity = new ProcessIdentity(
                other.pid(), entry.startTime(), RunProcesses.systemTable().bootId());
        TaskTokens.Token token = new TaskTokens.Token(TOKEN, identity, "Follow of a run", workflowTask);
        return Files.writeString(directory.resolve("other.json"), Json.write(token));
    }

    @Test
    void tokens_of_a_dead_worker_are_found() throws Exception {
        Path file = leftByTheOther(true);
        kill();

        assertThat(tokens.ofTheDead()).containsOnlyKeys(file);
        TaskTokens.Token found = tokens.ofTheDead().get(file);
        assertThat(found.token()).isEqualTo(TOKEN);
        assertThat(found.workflowTask()).isTrue();
    }

    @Test
    void a_living_worker_keeps_its_tasks_until_it_dies() throws Exception {
        Path file = leftByTheOther(false);
        assertThat(tokens.ofTheDead()).isEmpty();

        kill();

        assertThat(tokens.ofTheDead()).containsOnlyKeys(file);
    }

    @Test
    void a_token_kept_by_an_earlier_version_belongs_to_an_activity() throws Exception {
        Path file = leftByTheOther(false);
        Files.writeString(file, Files.readString(file).replace(",\"workflowTask\":false", ""));
        kill();

        assertThat(Files.readString(file)).doesNotContain("workflowTask");
        assertThat(tokens.ofTheDead().get(file).workflowTask()).isFalse();
    }

    @Test
    void a_workers_own_tokens_are_not_taken_for_those_of_a_dead_one() {
        Path file = tokens.keep(TOKEN, "Follow of a run", false);

        assertThat(file).exists();
        assertThat(tokens.ofTheDead()).isEmpty();

        tokens.drop(file);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_dropped_token_is_not_found_again() throws Exception {
        Path file = leftByTheOther(false);
        kill();
        assertThat(tokens.ofTheDead()).isNotEmpty();

        tokens.drop(file);

        assertThat(tokens.ofTheDead()).isEmpty();
    }

    @Test
    void a_file_that_holds_no_token_is_removed() throws Exception {
        Path torn = Files.writeString(directory.resolve("torn.json"), "{\"token\":\"AQ");

        assertThat(tokens.ofTheDead()).isEmpty();
        assertThat(torn).doesNotExist();
    }
}
