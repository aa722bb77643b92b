package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import orchestrator.harness.CommandRun;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.ScratchDirectory;
import orchestrator.json.Json;
import orchestrator.modelserver.ModelServer;
import orchestrator.modelserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A complete session with the three real command lines in the sandbox: plan, work, a defect that is found, a fix, checks, merge. */
class RealStoryTest {

    private static final Duration SESSION = Duration.ofSeconds(180);
    private static final String SESSION_ID = "story";

    private final ModelServer model = ModelServer.start(0);
    private final Orchestrator orchestrator = Orchestrator.withAgents(
            ScratchDirectory.directory("story"),
            model.url(),
            Map.of("ORCHESTRATOR_SANDBOX", "on"),
            "claude",
            "codex",
            "gemini");

    @AfterEach
    void stop() {
        orchestrator.close();
        model.close();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void a_defect_found_by_a_test_is_fixed_in_the_same_conversation_and_merged_as_one_commit() throws Exception {
        Path target = repository();
        orchestrator.start();

        orchestrator.client().create(request(target));
        JsonNode state = orchestrator.client().awaitPhase(SESSION_ID, "done", SESSION);

        assertThat(kinds(state)).startsWith("plan", "work", "work").contains("review", "fix");
        assertThat(git(target, "status", "--porcelain"))
                .as("not touched until the merge")
                .isEmpty();
        assertPlanned(state);
        assertReviewed(state);
        assertMended(state);
        assertThat(state.at("/teamwork/verification/verified/status").asText()).isEqualTo("GREEN");
        assertThat(state.at("/teamwork/verification/verified/output").asText()).isNotEmpty();
        assertMerged(target);
        for (String agent : List.of("claude", "codex", "gemini"))
            assertThat(UsageSum.toldOf(agent, state)).as(agent).isEqualTo(UsageSum.servedTo(agent, model));
        assertThat(PrintedLines.logged(orchestrator.client().events(SESSION_ID)))
                .isEqualTo(PrintedLines.lines(orchestrator.home().session(SESSION_ID)));
        assertThat(orchestrator.agents()).isEmpty();
    }

    private void assertPlanned(JsonNode state) {
        assertThat(state.at("/teamwork/plan/source").asText()).isEqualTo("agent");
        assertThat(texts(state, "work", "title")).containsExactly("Write greet.sh", "Write test.sh");
        assertThat(texts(state, "work", "agent")).containsExactly("claude", "codex");
        List<String> places = model.log().stream()
                .filter(seen -> seen.kind().equals("work"))
                .map(RecordedRequest::cwd)
                .distinct()
                .toList();
        assertThat(places).as("each in a checkout of its own").hasSize(2).noneMatch(place -> place.contains("targets"));
    }

    /** Codex ran the test in a copy, and its verdict is the test's output. */
    private void assertReviewed(JsonNode state) {
        List<JsonNode> byCodex = reviews(state, "codex", "claude");
        assertThat(byCodex)
                .extracting(review -> review.path("verdict").asText())
                .containsExactly("CONCERNS", "APPROVED");
        assertThat(byCodex.get(0).path("points").get(0).asText()).contains("escapes quotes");
        List<RecordedRequest> tried = model.log().stream()
                .filter(seen -> seen.scenario().equals("story-try"))
                .toList();
        assertThat(tried).extracting(RecordedRequest::cwd).allMatch(place -> place.contains("copies"));
        assertThat(tried).anyMatch(seen -> seen.heard("tool", "FAILED: escapes quotes"));
        assertThat(reviews(state, "gemini", "claude"))
                .isNotEmpty()
                .allMatch(review -> review.path("verdict").asText().equals("APPROVED"));
        assertThat(state.at("/teamwork/decisions"))
                .extracting(decided -> decided.path("decision").asText())
                .containsExactly("LOG_WARNING", "CONTINUE");
    }

    /** The agent that wrote the code fixes it, in the same conversation. */
    private void assertMended(JsonNode state) {
        assertThat(texts(state, "fix", "agent")).containsExactly("claude");
        List<RecordedRequest> work = byClaude("story-greet");
        List<RecordedRequest> fix = byClaude("story-mend");
        assertThat(fix).isNotEmpty();
        assertThat(fix)
                .extracting(RecordedRequest::conversation)
                .containsOnly(work.get(0).conversation());
        assertThat(fix)
                .extracting(RecordedRequest::cwd)
                .containsOnly(work.get(0).cwd());
        assertThat(fix.get(0).heard("user", "codex: greet.sh: `escapes quotes` of test.sh fails"))
                .as("%s", fix.get(0))
                .isTrue();
    }

    private List<RecordedRequest> byClaude(String scenario) {
        return model.log().stream()
                .filter(seen ->
                        seen.scenario().equals(scenario) && !seen.tools().isEmpty())
                .toList();
    }

    private void assertMerged(Path target) {
        CommandRun merge = CommandRun.orchestrate(orchestrator, "merge", SESSION_ID);

        assertThat(merge.exitCode()).as("%s", merge).isZero();
        assertThat(git(target, "status", "--porcelain")).isEmpty();
        assertThat(git(target, "log", "--format=%s").lines()).containsExactly("Write greet.sh and its test.", "first");
        assertThat(git(target, "show", "--name-only", "--format=").lines()).containsExactly("greet.sh", "test.sh");
        assertThat(git(target, "branch", "--format=%(refname:short)").lines()).containsExactly("main");
        assertThat(git(target, "worktree", "list").lines()).hasSize(1);
        assertThat(ExternalCommand.run(Path.of("/bin/sh"), List.of("test.sh"), Map.of(), target))
                .contains("ok: escapes quotes")
                .doesNotContain("FAILED");
    }

    private static ObjectNode request(Path target) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("prompt", "Write greet.sh and its test.\n" + ModelServer.STORY);
        request.put("target", target.toString()).put("session", SESSION_ID);
        request.put("verify", "sh test.sh");
        return request.put("plan", "agent").put("isolation", "worktree").put("reviews", "on");
    }

    private Path repository() throws Exception {
        Path target = orchestrator.target(SESSION_ID, true);
        git(target, "init", "-q", "-b", "main");
        Files.writeString(target.resolve("README.md"), "# Greetings\n");
        git(target, "add", "README.md");
        git(target, "-c", "user.name=Ana", "-c", "user.email=ana@example.org", "commit", "-q", "-m", "first");
        return target;
    }

    private static String git(Path directory, String... arguments) {
        return ExternalCommand.run(Path.of("/usr/bin/git"), List.of(arguments), Map.of(), directory);
    }

    private static List<String> kinds(JsonNode state) {
        return state.path("assignments").findValuesAsText("kind");
    }

    private static List<String> texts(JsonNode state, String kind, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode assignment : state.path("assignments")) {
            if (assignment.path("kind").asText().equals(kind))
                texts.add(assignment.path(field).asText());
        }
        return texts;
    }

    private static List<JsonNode> reviews(JsonNode state, String reviewer, String reviewed) {
        return StreamSupport.stream(state.at("/teamwork/reviews").spliterator(), false)
                .filter(review -> review.path("reviewer").asText().equals(reviewer)
                        && review.path("reviewed").asText().equals(reviewed))
                .toList();
    }
}
