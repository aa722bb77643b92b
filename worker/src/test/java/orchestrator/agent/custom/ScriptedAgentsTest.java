package orchestrator.agent.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import orchestrator.agent.Agent;
import orchestrator.agent.AgentCommand;
import orchestrator.agent.EventDraft;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.Recording.Told;
import orchestrator.crew.Role;
import orchestrator.environment.AgentEnvironment;
import orchestrator.event.EventType;
import orchestrator.identity.LaunchId;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.plan.PlanAnswer;
import orchestrator.review.ReviewAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the demo's real scripts. */
final class ScriptedAgentsTest {
    @TempDir
    Path directory;

    private Path workspace;
    private List<Agent> agents;

    private record Ended(Told told, LaunchVerdict verdict, int code) {
        List<EventType> types() {
            return told.drafts().stream().map(EventDraft::type).toList();
        }

        String answer() {
            return told.after().end().answer();
        }

        ReviewAnswer review() {
            return ReviewAnswer.parse(answer()).orElseThrow();
        }
    }

    @BeforeEach
    void unpack() throws IOException {
        workspace = Files.createDirectory(directory.resolve("workspace"));
        agents = ScriptedAgents.unpackInto(directory.resolve("scripts"));
    }

    private Ended run(Role role, int launch, String prompt) throws Exception {
        return run("scripted", role, launch, prompt);
    }

    /** Asks as sessions ask the demo's crew: the first lines name the role and the kind of work. */
    private Ended asked(Role role, Kind kind, int launch, String brief) throws Exception {
        String agent = ScriptedAgents.CREW.get(role.ordinal());
        return run(agent, role, launch, "Role: " + role.wire() + "\nKind: " + kind.wire() + "\n\n" + brief);
    }

    private Ended run(String name, Role role, int launch, String prompt) throws Exception {
        Agent agent =
                agents.stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
        LaunchSpec spec = LaunchSpec.of(Path.of(agent.program()), workspace, directory, role, "conversation-1")
                .withResume(launch > 1)
                .withLaunch(launch);
        AgentCommand command = agent.command(spec);
        Path stdin = Files.writeString(directory.resolve("prompt.md"), prompt);
        Path stdout = directory.resolve("stdout.jsonl");
        Path stderr = directory.resolve("stderr.log");
        ProcessBuilder builder = new ProcessBuilder(command.argv())
                .directory(workspace.toFile())
                .redirectInput(stdin.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        Map<String, String> ours = new HashMap<>(System.getenv());
        ours.put("DEMO_PACE", "0");
        builder.environment().clear();
        builder.environment()
                .putAll(AgentEnvironment.of(
                        ours, agent.inheritedVariables(ours), command.set(), new LaunchId("s1", "scripted-1", 1)));
        int code = builder.start().waitFor();
        Told told = Told.by(agent, Files.readAllLines(stdout));
        return new Ended(told, agent.judge(told.after(), new LaunchExit(code, false, Files.readString(stderr))), code);
    }

    @Test
    void the_architect_writes_a_design() throws Exception {
        Ended ended = run(Role.ARCHITECT, 1, "Say \"hello\" \\ in JSON\nsecond line");

        assertThat(ended.verdict()).isEqualTo(LaunchVerdict.SUCCESS);
        assertThat(workspace.resolve("DESIGN.md")).content().contains("greet.sh");
        assertThat(ended.told().drafts().get(1).text())
                .contains("Say \"hello\" \\ in JSON")
                .doesNotContain("second");
        assertThat(ended.types())
                .contains(
                        EventType.MILESTONE,
                        EventType.TOOL_CALL,
                        EventType.FILE_CHANGE,
                        EventType.PLAN,
                        EventType.USAGE)
                .doesNotContain(EventType.UNKNOWN, EventType.ERROR);
        assertThat(ended.told().after().usage().inputTokens()).isPositive();
        assertThat(ended.told().after().conversation()).isEqualTo("conversation-1");
    }

    @Test
    void the_implementer_crashes_once_and_continues_its_work() throws Exception {
        Ended first = run(Role.IMPLEMENTER, 1, "Build it");

        assertThat(first.code()).isEqualTo(70);
        assertThat(first.verdict().succeeded()).isFalse();
        assertThat(first.verdict().retryable()).isTrue();
        assertThat(first.verdict().reason())
                .isEqualTo("scripted ended with exit code 70 without a final event;"
                        + " it said on stderr: the demo crashes its implementer here, on purpose");
        assertThat(first.types()).contains(EventType.MILESTONE).doesNotContain(EventType.RESULT);
        String written = Files.readString(workspace.resolve("greet.sh"));

        Ended second = run(Role.IMPLEMENTER, 2, "Build it");

        assertThat(second.verdict()).isEqualTo(LaunchVerdict.SUCCESS);
        assertThat(workspace.resolve("greet.sh")).hasContent(written);
        assertThat(second.told().after().lastTool()).isEqualTo("Bash: sh test.sh");
    }

    @Test
    void the_reviewer_runs_the_test_and_believes_only_that() throws Exception {
        run(Role.IMPLEMENTER, 2, "Build it");
        assertThat(run(Role.REVIEWER, 1, "Review it").answer()).isEqualTo("APPROVED: all 5 checks of test.sh pass.");

        Files.writeString(workspace.resolve("greet.sh"), "echo Goodbye\n");
        Ended ended = run(Role.REVIEWER, 1, "Review it");

        assertThat(ended.answer()).startsWith("BLOCKER: test.sh fails");
        assertThat(ended.types()).contains(EventType.BLOCKER);
    }

    @Test
    void the_plan_lets_two_write_at_the_same_time() throws Exception {
        Ended ended = asked(Role.ARCHITECT, Kind.PLAN, 1, "Plan it.");

        PlanAnswer.Read read = PlanAnswer.read(ended.answer(), Set.copyOf(ScriptedAgents.CREW));
        assertThat(read.problem()).isEmpty();
        assertThat(read.plan()).extracting(Assignment::agent).containsAll(ScriptedAgents.CREW);
        assertThat(read.plan())
                .filteredOn(assignment -> assignment.dependsOn().isEmpty())
                .extracting(Assignment::id)
                .containsExactly("greet", "test");
        try (Stream<Path> files = Files.list(workspace)) {
            assertThat(files).as("it only plans").isEmpty();
        }
    }

    @Test
    void the_test_finds_a_mistake_until_it_is_fixed() throws Exception {
        assertThat(asked(Role.IMPLEMENTER, Kind.WORK, 1, "Piece: greet\nWrite it.")
                        .code())
                .isEqualTo(70);
        assertThat(asked(Role.IMPLEMENTER, Kind.WORK, 2, "Piece: greet\nWrite it.")
                        .verdict())
                .isEqualTo(LaunchVerdict.SUCCESS);
        assertThat(asked(Role.REVIEWER, Kind.WORK, 1, "Piece: test\nWrite it.").verdict())
                .isEqualTo(LaunchVerdict.SUCCESS);
        assertThat(asked(Role.ARCHITECT, Kind.WORK, 1, "Piece: usage\nWrite it.")
                        .verdict())
                .isEqualTo(LaunchVerdict.SUCCESS);
        assertThat(workspace.resolve("USAGE.md"))
                .content()
                .contains("$ sh greet.sh --json Ada\n    {\"greeting\":\"Hello\",\"name\":\"Ada\"}");

        ReviewAnswer found = asked(Role.REVIEWER, Kind.REVIEW, 1, "Review it.").review();
        assertThat(found.verdict()).isEqualTo(orchestrator.review.Verdict.CONCERNS);
        assertThat(found.points())
                .containsExactly("greet.sh: escapes quotes: expected {\"greeting\":\"Hello\",\"name\":\"A\\\"da\"},"
                        + " got {\"greeting\":\"Hello\",\"name\":\"A\"da\"}");

        assertThat(asked(Role.IMPLEMENTER, Kind.FIX, 1, String.join("\n", found.points()))
                        .verdict())
                .isEqualTo(LaunchVerdict.SUCCESS);

        ReviewAnswer after = asked(Role.REVIEWER, Kind.REVIEW, 1, "Review it.").review();
        assertThat(after.verdict()).isEqualTo(orchestrator.review.Verdict.APPROVED);
        assertThat(after.summary()).isEqualTo("All 5 checks of test.sh pass.");
    }

    @Test
    void the_reviewer_tries_what_the_documentation_says() throws Exception {
        String brief = "Role: reviewer\nKind: review\n\nYou are the reviewer, and review what demo-planner has done.";
        asked(Role.IMPLEMENTER, Kind.WORK, 2, "Piece: greet\nWrite it.");
        asked(Role.ARCHITECT, Kind.WORK, 1, "Piece: usage\nWrite it.");
        assertThat(run(ScriptedAgents.CREW.get(2), Role.REVIEWER, 1, brief)
                        .review()
                        .summary())
                .isEqualTo("greet.sh answers what USAGE.md says.");

        Files.writeString(workspace.resolve("greet.sh"), "echo Goodbye\n");

        assertThat(run(ScriptedAgents.CREW.get(2), Role.REVIEWER, 1, brief)
                        .review()
                        .verdict())
                .isEqualTo(orchestrator.review.Verdict.CONCERNS);
    }

    @Test
    void the_planner_compares_the_work_with_the_plan() throws Exception {
        asked(Role.IMPLEMENTER, Kind.WORK, 2, "Piece: greet\nWrite it.");
        assertThat(asked(Role.ARCHITECT, Kind.REVIEW, 1, "Review it.").review().verdict())
                .isEqualTo(orchestrator.review.Verdict.APPROVED);

        Files.writeString(workspace.resolve("greet.sh"), "echo Goodbye\n");

        assertThat(asked(Role.ARCHITECT, Kind.REVIEW, 1, "Review it.").review().points())
                .singleElement()
                .asString()
                .contains("answers 'Goodbye'");
    }

    @Test
    void the_implementer_reports_what_it_cannot_fix() throws Exception {
        Files.writeString(workspace.resolve("test.sh"), "echo 'FAILED: is blue'; exit 1\n");

        Ended ended = asked(Role.IMPLEMENTER, Kind.FIX, 1, "greet.sh: is blue");

        assertThat(ended.verdict().succeeded()).isFalse();
        assertThat(ended.verdict().reason()).contains("FAILED: is blue");
        assertThat(ended.types()).contains(EventType.BLOCKER);
    }

    @Test
    void a_file_of_the_user_is_left_alone() throws Exception {
        Files.writeString(workspace.resolve("DESIGN.md"), "mine\n");

        Ended ended = run(Role.ARCHITECT, 1, "Design it");

        assertThat(workspace.resolve("DESIGN.md")).hasContent("mine");
        assertThat(ended.verdict().retryable()).isFalse();
        assertThat(ended.verdict().reason()).contains("Run the demo in an empty directory");
    }

    @Test
    void unpacking_again_restores_changed_files_and_leaves_no_others() throws Exception {
        Path scripts = directory.resolve("scripts");
        String architect = Files.readString(scripts.resolve("architect.sh"));
        Files.writeString(scripts.resolve("architect.sh"), "half");

        ScriptedAgents.unpackInto(scripts);

        assertThat(scripts.resolve("architect.sh")).hasContent(architect);
        try (Stream<Path> files = Files.list(scripts)) {
            assertThat(files).hasSize(12);
        }
    }
}
