package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import orchestrator.cli.background.Installation;
import orchestrator.event.AgentEvent;
import orchestrator.harness.EventClient;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.Program;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TERM ends worker and API soon and nothing else: agents continue, and the next worker takes over the work. */
class HandOverTest {
    private static final Duration SESSION = Duration.ofSeconds(120);
    private static final Duration WITHIN = Duration.ofSeconds(5);

    /** Far less than the 30 s after which Temporal would miss a heartbeat. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static final String TALK = """
            n=0
            while [ "$ROLE" = architect ] && [ ! -e enough ]; do n=$((n + 1)); say "line $n"; sleep 0.1; done
            finish""";

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("graceful"), Map.of());
    private Path target;
    private String session;

    @BeforeEach
    void an_agent_talks() {
        orchestrator.script("claude", FakeClaude.script(TALK));
        orchestrator.start();
        target = orchestrator.target("work", true);
        session = orchestrator.client().create("Talk.", target);
        awaitLineAfter(0);
    }

    @AfterEach
    void stop() {
        orchestrator.close();
    }

    @Test
    void a_terminated_worker_ends_soon_and_hands_over_its_work() throws Exception {
        List<Long> agents = pids();

        terminate(orchestrator.worker());
        long last = lines();
        assertThat(pids()).isEqualTo(agents);
        orchestrator.startWorker();
        long ready = System.nanoTime();
        awaitLineAfter(last);

        assertThat(Duration.ofNanos(System.nanoTime() - ready)).isLessThan(AT_ONCE);
        endAndCompare();
    }

    @Test
    void a_standby_worker_takes_over_from_a_killed_one_within_seconds() throws Exception {
        Program standby = new Program(
                "standby",
                Installation.ofThisProcess().worker(),
                orchestrator.environment(),
                orchestrator.scratch().resolve("standby.log"));
        standby.start();
        Wait.until("it is ready", SESSION, () -> standby.line("worker ready").isPresent());

        orchestrator.worker().kill9();
        long last = lines();
        long killed = System.nanoTime();
        awaitLineAfter(last);

        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(AT_ONCE);
        endAndCompare();
        standby.stop();
    }

    @Test
    void a_terminated_api_ends_soon_even_with_clients() throws Exception {
        List<Long> heard = Collections.synchronizedList(new ArrayList<>());
        try (EventClient first = EventClient.listen(orchestrator.client(), session, 0, event -> keep(heard, event))) {
            Wait.until("something is heard", AT_ONCE, () -> !heard.isEmpty());

            terminate(orchestrator.api());
            first.awaitEnd();
            orchestrator.startApi();
        }
        long last = heard.get(heard.size() - 1);
        try (EventClient again =
                EventClient.reconnect(orchestrator.client(), session, last, event -> keep(heard, event))) {
            endAndCompare();
            Wait.until("the client has heard the end", AT_ONCE, again::ended);
        }

        assertThat(heard)
                .isEqualTo(orchestrator.client().events(session).stream()
                        .map(AgentEvent::id)
                        .toList());
    }

    private static void keep(List<Long> heard, EventClient.Arrived event) {
        if (event.name().endsWith("_event")) heard.add(event.id());
    }

    private static void terminate(Program program) {
        ProcessHandle process = ProcessHandle.of(program.pid()).orElseThrow();
        long asked = System.nanoTime();
        process.destroy();
        Wait.until("it has ended", AT_ONCE, () -> !process.isAlive());
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(WITHIN);
    }

    private List<Long> pids() {
        return orchestrator.agents().stream()
                .filter(agent -> !agent.command().contains("sleep"))
                .map(agent -> agent.pid())
                .sorted()
                .toList();
    }

    private long lines() {
        return PrintedLines.logged(orchestrator.client().events(session)).values().stream()
                .mapToLong(List::size)
                .sum();
    }

    private void awaitLineAfter(long count) {
        Wait.until("another line is read", AT_ONCE.multipliedBy(2), () -> lines() > count);
    }

    private void endAndCompare() throws Exception {
        java.nio.file.Files.createFile(target.resolve("enough"));
        String key = orchestrator
                .client()
                .awaitPhase(session, "done", SESSION)
                .path("key")
                .asText();
        assertThat(PrintedLines.logged(orchestrator.client().events(session)))
                .isEqualTo(PrintedLines.lines(orchestrator.home().session(key)));
    }
}
