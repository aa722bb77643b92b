package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.json.Json;
import orchestrator.modelserver.ModelServer;
import orchestrator.process.LaunchDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The usage that sessions report for the real command lines equals what the model served. */
class RealUsageTest {
    private static final List<String> AGENTS = List.of("claude", "codex", "gemini");
    private static final Duration SESSION = Duration.ofSeconds(240);

    /** Green before the work, then red until the fix has written its plan. */
    private static final String VERIFY = "test ! -e implementer.txt || test -e plan.md";

    private final ModelServer model = ModelServer.start(0);
    private final Orchestrator orchestrator =
            Orchestrator.withAgents(ScratchDirectory.directory("usage"), model.url(), AGENTS.toArray(String[]::new));

    @AfterEach
    void stop() {
        orchestrator.close();
        model.close();
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void work_and_a_fix_in_its_conversation_are_counted_once() {
        orchestrator.start();
        for (String agent : AGENTS) begin(agent, "work=write-file;fix=write-plan;*=hello");

        for (String agent : AGENTS) {
            JsonNode state = orchestrator.client().awaitPhase(agent, "done", SESSION);

            assertThat(state.path("assignments").findValuesAsText("kind"))
                    .as(agent)
                    .contains("fix");
            assertThat(UsageSum.toldOf(agent, state)).as(agent).isEqualTo(UsageSum.servedTo(agent, model));
            assertThat(state.path("usage").path("tokensAtLeast").asBoolean())
                    .as(agent)
                    .isFalse();
            assertThat(cost(state)).as(agent).isEqualTo(printedCosts(agent));
        }
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void usage_that_a_killed_launch_could_not_report_is_marked_as_missing() {
        orchestrator.start();
        for (String agent : AGENTS) begin(agent, "architect/work=waiting-tool;work=write-file;fix=write-plan;*=hello");

        for (String agent : AGENTS) killAtItsCommand(agent);
        for (String agent : AGENTS) {
            JsonNode state = orchestrator.client().awaitPhase(agent, "done", SESSION);

            UsageSum told = UsageSum.toldOf(agent, state);
            UsageSum served = UsageSum.servedTo(agent, model);
            assertThat(state.path("usage").path("tokensAtLeast").asBoolean())
                    .as(agent)
                    .isTrue();
            assertThat(told.input()).as(agent).isLessThanOrEqualTo(served.input());
            assertThat(told.output()).as(agent).isLessThanOrEqualTo(served.output());
            // Claude Code reports its input tokens with each message; the others report nothing before their end.
            if (agent.equals("claude")) assertThat(told.input()).as(agent).isEqualTo(served.input());
        }
    }

    private void begin(String agent, String scenarios) {
        Path target = orchestrator.target(agent, true);
        git(target, "init", "-q", "-b", "main");
        git(
                target,
                "-c",
                "user.name=Ana",
                "-c",
                "user.email=a@example.org",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "1");
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("prompt", "Do it. [[scenario:" + scenarios + "]] [[run:" + agent + "]]");
        request.put("target", target.toString()).put("session", agent).put("verify", VERIFY);
        request.put("plan", "fixed").put("isolation", "worktree").put("reviews", "off");
        request.putArray("agents").add(agent);
        orchestrator.client().create(request);
    }

    private void killAtItsCommand(String agent) {
        LaunchDirectory first = new LaunchDirectory(orchestrator.home().launch(agent, agent + "-1", 1));
        Wait.until(
                agent + " runs its command",
                SESSION,
                () -> orchestrator.agents().stream()
                        .anyMatch(one -> one.run().startsWith(agent + "/")
                                && one.command().contains("until [ -e go ]")));
        long pid = first.identity().orElseThrow().pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Wait.until(
                agent + " is launched again",
                SESSION,
                () -> new LaunchDirectory(orchestrator.home().launch(agent, agent + "-1", 2)).identity());
        go(checkout(agent));
    }

    private Path checkout(String agent) {
        return model.log().stream()
                .filter(seen -> seen.agent().equals(agent) && seen.scenario().equals("waiting-tool"))
                .map(seen -> Path.of(seen.cwd()))
                .findFirst()
                .orElseThrow();
    }

    private static void go(Path checkout) {
        try {
            Files.createFile(checkout.resolve("go"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double cost(JsonNode state) {
        return state.path("usage").path("costUsd").asDouble();
    }

    /** Only Claude Code reports a cost. */
    private double printedCosts(String agent) {
        try (Stream<Path> files = Files.walk(orchestrator.home().session(agent).resolve("runs"))) {
            double sum = 0;
            for (Path file :
                    files.filter(f -> f.endsWith("stdout.jsonl")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    sum += Json.MAPPER.readTree(line).path("total_cost_usd").asDouble();
                }
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void git(Path directory, String... arguments) {
        ExternalCommand.run(Path.of("/usr/bin/git"), List.of(arguments), Map.of(), directory);
    }
}
