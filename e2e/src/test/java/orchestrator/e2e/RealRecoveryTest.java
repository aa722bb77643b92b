package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orchestrator.event.AgentEvent;
import orchestrator.harness.Wait;
import orchestrator.modelserver.RecordedRequest;
import orchestrator.process.ProcessIdentity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The three tiers of recovery with each real command line in the sandbox, killed alone and together with the worker. */
@TestInstance(Lifecycle.PER_CLASS)
class RealRecoveryTest {

    private static final Duration SOON = Duration.ofSeconds(40);

    private final RealSessions sessions = RealSessions.start("recoveries", Map.of("ORCHESTRATOR_SANDBOX", "on"));

    @AfterAll
    void stop() {
        sessions.close();
    }

    @Test
    void tier_1_an_agent_does_not_notice_that_the_worker_was_killed() {
        List<RealSession> working = Stream.concat(all("waiting-tool", "tier-1-tool"), all("slow-text", "tier-1-text"))
                .toList();
        for (RealSession session : working) {
            if (session.id().startsWith("tier-1-tool")) session.awaitTool();
            else session.awaitModel();
        }
        List<ProcessIdentity> before =
                working.stream().map(one -> one.process(1).orElseThrow()).toList();

        sessions.orchestrator().worker().kill9();
        sessions.orchestrator().startWorker();
        working.stream().filter(one -> one.id().startsWith("tier-1-tool")).forEach(one -> {
            assertThat(one.processes())
                    .as(one.id())
                    .anyMatch(p -> before.stream().anyMatch(b -> b.pid() == p.pid()));
            one.go();
        });

        for (RealSession session : working) {
            JsonNode done = session.awaitDone();
            assertThat(launches(done)).as(session.id()).isEqualTo(1);
            assertThat(session.recoveries()).as(session.id()).singleElement().matches(event -> tier(event) == 1);
            session.assertEveryLineIsLoggedOnce();
        }
        assertThat(working.stream().map(one -> one.process(1).orElseThrow()).toList())
                .isEqualTo(before);
    }

    @Test
    void tier_2_the_conversation_of_a_killed_agent_continues() {
        List<RealSession> working = all("waiting-tool", "tier-2").toList();
        for (RealSession session : working) session.awaitTool().killAgent();

        for (RealSession session : working) assertResumedOnce(session);
    }

    @Test
    void tier_2_also_if_the_worker_was_killed_with_it() {
        List<RealSession> working = all("waiting-tool", "tier-2-both").toList();
        working.forEach(RealSession::awaitTool);

        sessions.orchestrator().worker().kill9();
        working.forEach(RealSession::killAgent);
        sessions.orchestrator().startWorker();

        for (RealSession session : working) assertResumedOnce(session);
    }

    @Test
    void tier_2_also_if_the_resumed_agent_is_killed_before_its_first_line() {
        List<RealSession> working = all("waiting-tool", "tier-2-twice").toList();
        for (RealSession session : working) session.awaitTool();
        for (RealSession session : working) session.killAgent();
        killAsTheyCome(working, 2);

        for (RealSession session : working) {
            session.awaitDone();
            assertThat(session.recoveries()).as(session.id()).hasSize(2).allMatch(event -> tier(event) == 2);
            assertRemembers(session);
            session.assertEveryLineIsLoggedOnce();
        }
    }

    @Test
    void tier_3_a_new_conversation_takes_over_if_the_old_one_is_lost() throws IOException {
        List<RealSession> working = all("waiting-tool", "tier-3").toList();
        working.forEach(RealSession::awaitTool);

        sessions.orchestrator().worker().kill9();
        for (RealSession session : working) session.killAgent();
        for (RealSession session : working) deleteConversation(session.go());
        sessions.orchestrator().startWorker();

        for (RealSession session : working) {
            JsonNode done = session.awaitDone();
            assertThat(session.recoveries())
                    .as(session.id())
                    .extracting(RealRecoveryTest::tier)
                    .containsExactly(2, 3);
            assertThat(session.recoveries().get(1).data().path("cause").asText())
                    .as(session.id())
                    .contains("It has to begin a new conversation.");
            assertThat(launches(done)).as("one try to resume, then a new one").isEqualTo(3);
            assertThat(last(session).heard("user", "Another agent worked on this before you"))
                    .as(session.id())
                    .isTrue();
            session.assertEveryLineIsLoggedOnce();
        }
    }

    @Test
    void tier_3_if_the_agent_was_killed_before_it_named_its_conversation() {
        List<RealSession> working = all("hello", "tier-3-early")
                .peek(session -> killAsTheyCome(List.of(session), 1))
                .toList();

        for (RealSession session : working) {
            JsonNode done = session.awaitDone();
            assertThat(session.recoveries())
                    .as(session.id())
                    .extracting(RealRecoveryTest::tier)
                    .containsExactly(3);
            assertThat(launches(done)).as(session.id()).isEqualTo(2);
            session.assertEveryLineIsLoggedOnce();
        }
    }

    /** Kills them before they can print anything. */
    private static void killAsTheyCome(List<RealSession> working, int launch) {
        List<RealSession> left = new ArrayList<>(working);
        Wait.until("all are launched", SOON, () -> {
            left.removeIf(session -> session.process(launch).isPresent() && session.killAgent(launch) == session);
            return left.isEmpty();
        });
        assertThat(working)
                .allSatisfy(session -> assertThat(session.launch(launch).stdout())
                        .as(session.id())
                        .isEmptyFile());
    }

    private static void assertResumedOnce(RealSession session) {
        Wait.until(
                session.id() + " is launched again",
                SOON,
                () -> session.process(2).isPresent());
        assertThat(session.processes())
                .as("its leftovers were ended before")
                .noneMatch(one -> one.run().endsWith("/" + session.agent() + "-1/1"));
        JsonNode done = session.awaitDone();

        assertThat(launches(done)).as(session.id()).isEqualTo(2);
        AgentEvent recovery = session.recoveries().get(0);
        assertThat(session.recoveries()).as(session.id()).hasSize(1);
        assertThat(tier(recovery)).as(session.id()).isEqualTo(2);
        assertThat(recovery.data().path("cause").asText()).startsWith(session.agent() + " was ended by signal 9");
        assertThat(recovery.data().path("lost").asText()).isEqualTo("what it had not printed yet");
        assertRemembers(session);
        assertThat(session.target().resolve("after.txt")).as(session.id()).exists();
        assertThat(session.target().resolve("waited.txt"))
                .as("the old command was ended")
                .doesNotExist();
        session.assertEveryLineIsLoggedOnce();
    }

    /** The new process's request contains what was said before. */
    private static void assertRemembers(RealSession session) {
        RecordedRequest last = last(session);
        assertThat(last.heard("user", "marzipan")).as(session.id()).isTrue();
        assertThat(last.heard("assistant", "I run a command that waits."))
                .as(session.id())
                .isTrue();
        assertThat(last.heard("user", "You were interrupted")).as(session.id()).isTrue();
    }

    private void deleteConversation(RealSession session) throws IOException {
        Path home = sessions.orchestrator().scratch().resolve("home");
        Path place = switch (session.agent()) {
            case "claude" -> home.resolve(".claude/projects");
            case "codex" -> home.resolve(".codex/sessions");
            default ->
                sessions.orchestrator().home().run(session.id(), "gemini-1").resolve("gemini-home/.gemini/tmp");
        };
        int deleted = 0;
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
                if (!Files.readString(file).contains("[[run:" + session.id() + "]]")) continue;
                Files.delete(file);
                deleted++;
            }
        }
        assertThat(deleted).as("files of the conversation of " + session.id()).isPositive();
    }

    private Stream<RealSession> all(String scenario, String name) {
        return RealSessions.AGENTS.stream().map(agent -> sessions.begin(agent, name, scenario));
    }

    private static RecordedRequest last(RealSession session) {
        List<RecordedRequest> requests = session.requests();
        return requests.get(requests.size() - 1);
    }

    private static int tier(AgentEvent recovery) {
        return recovery.data().path("tier").asInt();
    }

    private static int launches(JsonNode state) {
        return state.path("assignments").get(0).path("launches").asInt();
    }
}
