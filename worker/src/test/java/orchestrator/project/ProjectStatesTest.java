package orchestrator.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.autofix.AutoFixState;
import orchestrator.home.Home;
import orchestrator.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectStatesTest {
    private static final String PROJECT = "shop-1f2e3d4c";

    @TempDir
    Path directory;

    private Home home;
    private Path file;
    private ProjectStates states;

    @BeforeEach
    void open() {
        home = Home.at(directory.resolve("data"));
        file = directory.resolve("state.json");
        states = at("2026-05-01T10:00:00Z");
    }

    @Test
    void the_state_is_kept_for_the_worker_and_the_dashboard() {
        states.export(state("watching"));

        assertThat(states.of(PROJECT)).hasValue(state("watching"));
    }

    @Test
    void other_tools_read_the_state_in_its_fixed_shape() throws IOException {
        states.export(state("watching"));

        JsonNode json = Json.MAPPER.readTree(Files.readString(file));
        JsonNode expected =
                Json.MAPPER.readTree("""
                {"processes": {"orchestrator": {"status": "running", "pid": %d, "last_heartbeat": "2026-05-01T10:00:00Z"}},
                 "queues": {
                   "pending": [{"id": "task_0a1b2c3d", "type": "file_change", "file_path": "/shop/src/a.py",
                     "description": "src/a.py changed", "created_at": "2026-05-01T09:00:00Z", "status": "pending",
                     "retry_count": 1}],
                   "in_progress": [],
                   "completed": [{"id": "task_00000001", "type": "file_change", "file_path": "/shop/src/b.py",
                     "description": "src/b.py changed", "created_at": "2026-05-01T08:00:00Z", "status": "completed",
                     "retry_count": 2}],
                   "failed": []},
                 "conversation_history": [
                   {"timestamp": "2026-05-01T08:00:00Z", "type": "file_change", "task_id": "task_00000001",
                    "file_path": "/shop/src/b.py"},
                   {"timestamp": "2026-05-01T08:01:00Z", "type": "task_completed", "task_id": "task_00000001",
                    "file_path": "/shop/src/b.py"}],
                 "test_results": [{"task_id": "task_00000001", "timestamp": "2026-05-01T08:01:00Z", "passed": true,
                   "duration": 1.5, "test_path": "tests/test_b.py"}]}
                """.formatted(ProcessHandle.current().pid()));
        assertThat(json).isEqualTo(expected);
    }

    @Test
    void a_heartbeat_refreshes_the_state_file_until_watching_has_stopped() throws IOException {
        states.export(state("watching"));
        at("2026-05-01T10:00:30Z").beat(state("watching"));

        assertThat(heartbeat()).isEqualTo("2026-05-01T10:00:30Z");
        states.export(state("stopped"));
        at("2026-05-01T11:00:00Z").beat(state("stopped"));

        assertThat(heartbeat()).isEqualTo("2026-05-01T10:00:00Z");
        assertThat(process().path("status").asText()).isEqualTo("stopped");
    }

    @Test
    void permissions_and_links_of_the_file_are_kept() throws IOException {
        Path real = Files.writeString(directory.resolve("real.json"), "");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
        Files.createSymbolicLink(file, real);

        states.export(state("watching"));

        assertThat(file).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-rw-r--");
        assertThat(Files.readString(real)).contains("task_0a1b2c3d");
    }

    @Test
    void the_state_file_and_its_drafts_are_known_even_after_a_restart() throws IOException {
        states.export(state("watching"));
        states = at("2026-05-01T10:00:00Z");

        assertThat(states.isStateFile(file)).isTrue();
        assertThat(states.isStateFile(directory.resolve("state.json.0a1b2c3d-0000-4000-8000-000000000000.new")))
                .isTrue();
        assertThat(states.isStateFile(directory.resolve("other.json"))).isFalse();
    }

    @Test
    void nothing_else_is_left_in_the_directory() throws IOException {
        states.export(state("watching"));
        states.export(state("watching"));

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("data", "state.json");
        }
    }

    @Test
    void a_file_that_is_no_state_file_is_left_alone_and_the_export_succeeds() throws IOException {
        Files.writeString(file, "name: value");

        states.export(state("watching"));

        assertThat(Files.readString(file)).isEqualTo("name: value");
        assertThat(states.problem(PROJECT))
                .hasValueSatisfying(why -> assertThat(why).contains("is no state file"));
        assertThat(states.of(PROJECT)).isPresent();
    }

    @Test
    void a_missing_directory_is_a_problem_until_it_is_made() throws IOException {
        file = directory.resolve("out/state.json");
        states.export(state("watching"));
        assertThat(states.problem(PROJECT)).isPresent();

        Files.createDirectory(directory.resolve("out"));
        states.export(state("watching"));

        assertThat(states.problem(PROJECT)).isEmpty();
        assertThat(file).exists();
    }

    private ProjectStates at(String instant) {
        return new ProjectStates(home, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }

    private String heartbeat() throws IOException {
        return process().path("last_heartbeat").asText();
    }

    private JsonNode process() throws IOException {
        return Json.MAPPER.readTree(Files.readString(file)).path("processes").path("orchestrator");
    }

    private AutoFixState state(String status) {
        return Json.read(STATE.formatted(status, file), AutoFixState.class);
    }

    private static final String STATE = String.join(
                    "\n",
                    List.of(
                            "{'project': 'shop-1f2e3d4c', 'execution': 'e', 'status': '%s', 'reason': '',",
                            "'request': {'target': '/shop', 'stateFile': '%s'}, 'host': 'h',",
                            "'pending': [{'id': 'task_0a1b2c3d', 'workflow': 'w', 'description': 'src/a.py changed',",
                            "  'files': [{'path': 'src/a.py', 'kind': 'modified', 'hash': 'ff'}], 'filesTotal': 1,",
                            "  'priority': 'normal', 'status': 'pending', 'retries': 1, 'createdAt': '2026-05-01T09:00:00Z',",
                            "  'waits': '', 'undone': false}],",
                            "'inProgress': [],",
                            "'completed': [{'id': 'task_00000001', 'workflow': 'w', 'description': 'src/b.py changed',",
                            "  'files': [{'path': 'src/b.py', 'kind': 'modified', 'hash': 'ff'}], 'filesTotal': 1,",
                            "  'priority': 'normal', 'status': 'completed', 'retries': 0, 'createdAt': '2026-05-01T08:00:00Z',",
                            "  'endedAt': '2026-05-01T08:01:00Z', 'waits': '', 'undone': false, 'result': {",
                            "    'task': 'task_00000001', 'outcome': 'fixed', 'reason': '', 'attempts': 3,",
                            "    'usage': {'inputTokens': 0, 'cachedTokens': 0, 'outputTokens': 0}, 'agentMillis': 0,",
                            "    'tested': {'status': 'green', 'command': 'pytest -q', 'tests': ['tests/test_b.py'],",
                            "      'exitCode': 0, 'millis': 1500, 'output': '', 'tail': '', 'note': ''},",
                            "    'diff': '', 'ledger': '', 'files': []}}],",
                            "'failed': [], 'breakers': [], 'spent': [],",
                            "'history': [",
                            "  {'at': '2026-05-01T08:01:00Z', 'type': 'task_completed', 'task': 'task_00000001',",
                            "   'file': 'src/b.py', 'text': ''},",
                            "  {'at': '2026-05-01T08:00:00Z', 'type': 'file_change', 'task': 'task_00000001',",
                            "   'file': 'src/b.py', 'text': ''}],",
                            "'statistics': {'since': '2026-05-01T08:00:00Z', 'processed': 1, 'succeeded': 1, 'failed': 0,",
                            "  'escalated': 0}, 'notes': []}"))
            .replace('\'', '"');
}
