package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.guard.hook.HookFiles;
import orchestrator.guard.record.GuardLog;
import orchestrator.harness.Wait;
import orchestrator.launch.GuardRecord;
import orchestrator.launch.GuardRecord.Kind;
import orchestrator.modelserver.story.GuardProbes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * The guard before the calls of the real command lines, without a sandbox: forbidden calls and their evasions, a worker
 * that is killed between two calls, a pause while a call waits for a person, and a hook that cannot ask. One launch of
 * each, all three at once; about a minute.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RealGuardTest {
    private static final Duration SOON = Duration.ofSeconds(180);

    private final RealSessions sessions = RealSessions.start("guard", Map.of("ORCHESTRATOR_SANDBOX", "off"));

    @AfterAll
    void stop() {
        sessions.close();
    }

    @Test
    void what_the_guard_denies_does_not_happen_whatever_becomes_of_the_worker() throws Exception {
        List<RealSession> all = RealSessions.AGENTS.stream()
                .map(agent -> sessions.begin(agent, "probes", "guard-probes"))
                .toList();
        Path outside = all.get(0).target().resolveSibling("out");
        Files.createDirectories(outside.resolve("precious"));
        awaitAll(all, "have tried everything", session -> {
            deny(session);
            return runs(session, "-e go ]");
        });

        sessions.orchestrator().worker().kill9();
        all.forEach(session -> make(session, "go"));
        awaitAll(all, "ask the guard", RealGuardTest::asks);
        assertThat(all)
                .allSatisfy(session ->
                        assertThat(session.target().resolve("done.txt")).doesNotExist());
        sessions.orchestrator().startWorker();
        awaitAll(all, "go on", session -> runs(session, "-e on ]"));
        assertThat(all)
                .allSatisfy(session ->
                        assertThat(session.target().resolve("done.txt")).exists());

        all.forEach(session -> make(session, "on"));
        awaitAll(all, "wait for a person", session -> !questions(session).isEmpty());
        all.forEach(RealSession::pause);
        awaitAll(
                all,
                "stand still, but no hook",
                session -> !asks(session) && session.states().stream().allMatch("T"::equals));
        all.forEach(RealSession::resume);
        awaitAll(all, "go on after the pause", session -> runs(session, "-e last ]"));

        all.forEach(RealGuardTest::spoilSecret);
        all.forEach(session -> make(session, "last"));
        all.forEach(RealSession::awaitDone);

        assertThat(files(outside)).containsExactly("", "precious");
        assertThat(all).allSatisfy(RealGuardTest::hasRecordedItAll);
    }

    private static void hasRecordedItAll(RealSession session) {
        assertThat(session.target().resolve("not-asked.txt")).as(session.id()).doesNotExist();
        assertThat(session.target().resolve(".git")).as(session.id()).doesNotExist();
        List<GuardRecord> records = records(session);
        assertThat(records)
                .extracting(GuardRecord::number)
                .as(session.id())
                .isEqualTo(Stream.iterate(1, number -> number + 1)
                        .limit(records.size())
                        .toList());
        long denied = records.stream().filter(one -> one.kind() == Kind.DENIED).count();
        assertThat(denied).as("%s: %s", session.id(), records).isGreaterThanOrEqualTo(GuardProbes.commands());
        assertThat(records)
                .extracting(GuardRecord::kind)
                .as(session.id())
                .contains(Kind.ASKED, Kind.DOWN)
                .doesNotContain(Kind.UNGUARDED);
        List<AgentEvent> events = session.events();
        assertThat(events.stream()
                        .filter(one -> one.type() == EventType.VIOLATION)
                        .map(AgentEvent::offset))
                .as(session.id())
                .doesNotHaveDuplicates()
                .hasSize((int) denied);
    }

    private static List<GuardRecord> records(RealSession session) {
        return new GuardLog(session.launch(1).path())
                .entries().stream().map(GuardLog.Entry::record).toList();
    }

    private static List<String> questions(RealSession session) {
        List<String> open = new java.util.ArrayList<>();
        for (JsonNode item : session.state().path("teamwork").path("items")) {
            String id = item.path("id").asText();
            if (id.startsWith("permission") && !item.hasNonNull("answer")) open.add(id);
        }
        return open;
    }

    private static void deny(RealSession session) {
        for (String item : questions(session)) {
            session.all()
                    .orchestrator()
                    .client()
                    .post("/api/v1/" + session.id() + "/answer", Map.of("item", item, "choice", "deny"));
        }
    }

    private static boolean runs(RealSession session, String command) {
        return session.processes().stream().anyMatch(one -> one.command().contains(command));
    }

    /** The programs' own command lines name the script too. */
    private static boolean asks(RealSession session) {
        return session.processes().stream().anyMatch(one -> one.command().matches("(?s)\\S*sh \\S*/bin/guard\\.sh .*"));
    }

    private interface Look {
        boolean at(RealSession session);
    }

    private static void awaitAll(List<RealSession> all, String what, Look look) {
        for (RealSession session : all) {
            BooleanSupplier there = () -> look.at(session);
            Wait.until(session.id() + ": all " + what, SOON, there);
        }
    }

    private static void make(RealSession session, String file) {
        try {
            Files.createFile(session.target().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void spoilSecret(RealSession session) {
        try {
            Path request = HookFiles.of(session.launch(1).path()).resolve("request");
            Files.writeString(request, Files.readString(request).replaceFirst("Bearer ....", "Bearer 0000"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
