package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orchestrator.harness.CommandRun;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code orchestrate demo}, the first thing that a user tries. */
class DemoTest {
    private static final Duration STORY_MAX = Duration.ofSeconds(60);

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("demo"), Map.of());

    @AfterEach
    void stop() {
        CommandRun.orchestrate(orchestrator, "down");
        orchestrator.close();
    }

    @Test
    void the_demo_plans_works_finds_and_fixes_a_mistake_checks_and_merges_within_a_minute() throws Exception {
        CommandRun demo = CommandRun.orchestrate(orchestrator, "demo", "--session-id", "demo");

        assertThat(demo.exitCode()).as("%s", demo).isZero();
        assertThat(demo.out())
                .containsSubsequence(
                        "on purpose",
                        "CONCERNS",
                        "LOG_WARNING",
                        "APPROVED",
                        "CONTINUE",
                        "green",
                        "$ orchestrate merge demo",
                        "Merged into",
                        "Write greet.sh, which greets",
                        "USAGE.md");
        JsonNode state = orchestrator.client().state("demo");
        assertThat(between(state.path("startedAt"), state.path("endedAt"))).isLessThan(STORY_MAX);
        assertParallel(state);
        assertMerged();
        assertThat(orchestrator.agents()).isEmpty();
    }

    /** Independent assignments ran in parallel, with two agents. */
    private static void assertParallel(JsonNode state) {
        List<JsonNode> work = new ArrayList<>();
        state.path("assignments").forEach(one -> {
            if (one.path("kind").asText().equals("work")) work.add(one);
        });
        assertThat(work).extracting(one -> one.path("id").asText()).containsExactly("greet", "test", "usage");
        assertThat(time(work.get(1).path("startedAt")))
                .isBefore(time(work.get(0).path("endedAt")));
        assertThat(time(work.get(0).path("startedAt")))
                .isBefore(time(work.get(1).path("endedAt")));
        assertThat(work).extracting(one -> one.path("agent").asText()).doesNotHaveDuplicates();
        assertThat(state.at("/teamwork/reviews"))
                .isNotEmpty()
                .noneMatch(review -> review.path("sameVendor").asBoolean());
    }

    private void assertMerged() throws Exception {
        Path project = onlyProject();
        assertThat(git(project, "status", "--porcelain")).isEmpty();
        assertThat(git(project, "rev-list", "--count", "HEAD").strip()).isEqualTo("2");
        assertThat(git(project, "worktree", "list").lines()).hasSize(1);
        assertThat(ExternalCommand.run(Path.of("/bin/sh"), List.of("test.sh"), Map.of(), project))
                .doesNotContain("FAILED");
        assertThat(orchestrator.home().session("demo").resolve("trees")).doesNotExist();
        assertThat(orchestrator.home().session("demo").resolve("copies")).doesNotExist();
        assertThat(orchestrator.home().session("demo").resolve("repository.git"))
                .doesNotExist();
    }

    private Path onlyProject() throws Exception {
        try (Stream<Path> projects = Files.list(orchestrator.home().file("demo"))) {
            return projects.toList().get(0);
        }
    }

    private static String git(Path directory, String... arguments) {
        return ExternalCommand.run(Path.of("/usr/bin/git"), List.of(arguments), Map.of(), directory);
    }

    private static Instant time(JsonNode text) {
        return Instant.parse(text.asText());
    }

    private static Duration between(JsonNode from, JsonNode to) {
        return Duration.between(time(from), time(to));
    }
}
