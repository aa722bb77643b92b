package orchestrator.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.gemini.GeminiAgent;
import orchestrator.approval.Admission;
import orchestrator.crew.Role;
import orchestrator.home.Trust;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launch.Usage;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.InheritedConversations;
import orchestrator.launcher.TestHost;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.Carried;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.RoleAgent;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import orchestrator.session.request.Autonomy;
import orchestrator.session.request.PlanMode;
import orchestrator.session.request.SessionRequest;
import orchestrator.temporal.WorkflowLookup.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final String LONG_PROMPT = "x".repeat(100_000);

    @TempDir
    Path base;

    private TestHost host;
    private Path target;

    @BeforeEach
    void open() {
        host = new TestHost(base);
        target = host.directory("target");
        Trust.of(host.parts().home()).add(base);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void the_request_is_kept_for_a_later_resume() {
        Prepared prepared = prepare("new", asked("Do it", "scripted"));

        assertThat(prepared.refusal()).isEmpty();
        assertThat(prepared.carried()).isEmpty();
        assertThat(artifact(prepared)).isEqualTo(asked("Do it", "scripted"));
    }

    @Test
    void a_target_whose_name_would_break_lines_is_refused() throws Exception {
        target = java.nio.file.Files.createDirectory(target.resolve("a\nb"));

        assertThat(prepare("odd", asked("Do it", "scripted")).refusal())
                .contains("a\\u000ab has a line break or another control character in its name");
    }

    @Test
    void a_long_prompt_goes_through_history_as_an_artifact_only() {
        Prepared prepared = prepare("new", asked(LONG_PROMPT, "scripted"));

        assertThat(artifact(prepared).prompt()).isEqualTo(LONG_PROMPT);
        assertThat(host.parts().artifacts().get(prepared.task())).contains(LONG_PROMPT);
        assertThat(prepared.request().prompt()).hasSize(2_000);
    }

    @Test
    void a_prompt_that_comes_as_an_artifact_is_shown_as_its_text() {
        String reference = host.parts().artifacts().put(LONG_PROMPT);

        Prepared prepared = prepare("new", asked(reference, "scripted"));

        assertThat(prepared.request().prompt()).isEqualTo("x".repeat(2_000));
        assertThat(prepared.task()).isEqualTo(reference);
        assertThat(artifact(prepared).prompt()).isEqualTo(reference);
    }

    @Test
    void a_resumed_session_shows_the_text_of_a_prompt_that_came_as_an_artifact() {
        String reference = host.parts().artifacts().put(LONG_PROMPT);
        Prepared old = prepare("old", asked(reference, "scripted"));
        archive(state("old", old, Phase.STOPPED, "", Status.DONE, Status.STOPPED, Status.STOPPED));

        Prepared prepared = resume("new", "old");

        assertThat(prepared.request().prompt()).isEqualTo("x".repeat(2_000));
        assertThat(prepared.task()).isEqualTo(reference);
    }

    @Test
    void finished_work_is_carried_with_its_answer_and_the_rest_with_its_conversation() {
        Prepared old = prepare("old", asked(LONG_PROMPT, "scripted"));
        host.printed(launch("old", "scripted-1", 1), session("c-1"), result("the design"));
        host.printed(launch("old", "scripted-2", 1), session("c-2"), message("begun"));
        host.printed(launch("old", "scripted-2", 2), session("c-3"), message("half done"));
        archive(state("old", old, Phase.STOPPED, "", Status.DONE, Status.STOPPED, Status.STOPPED));

        Prepared prepared = resume("new", "old");

        assertThat(prepared.refusal()).isEmpty();
        assertThat(prepared.carried())
                .containsExactly(
                        new Carried(
                                "design", true, true, "scripted-1", "scripted", "the design", "c-1", List.of(), null),
                        new Carried(
                                "implement",
                                false,
                                true,
                                "scripted-2",
                                "scripted",
                                "half done",
                                "c-3",
                                List.of(),
                                null),
                        new Carried("review", false, false, "scripted-3", "scripted", "", null, List.of(), null));
        assertThat(prepared.request().resumeFrom()).isEqualTo("old");
        assertThat(prepared.target()).isEqualTo(target.toString());
        assertThat(host.parts().artifacts().get(prepared.task())).contains(LONG_PROMPT);
        assertThat(prepared.crew()).extracting(RoleAgent::agent).containsOnly("scripted");
    }

    @Test
    void a_launch_that_died_before_its_first_line_does_not_make_the_conversation_forgotten() {
        Prepared old = prepare("old", asked("Do it", "scripted"));
        host.printed(launch("old", "scripted-1", 1), session("c-1"), message("begun"));
        host.parts().activity().touch(List.of(HostContext.stream(launch("old", "scripted-1", 2))));
        archive(state("old", old, Phase.FAILED, "", Status.FAILED, Status.STOPPED, Status.STOPPED));

        assertThat(resume("new", "old").carried().get(0).conversation()).isEqualTo("c-1");
    }

    @Test
    void work_that_was_itself_carried_is_found_in_the_session_that_did_it() {
        Prepared first = prepare("first", asked("Do it", "scripted"));
        host.printed(launch("first", "scripted-1", 1), session("c-1"), result("the design"));
        archive(state("first", first, Phase.STOPPED, "", Status.DONE, Status.STOPPED, Status.STOPPED));
        Prepared second = resume("second", "first");
        host.printed(launch("second", "scripted-2", 1), session("c-9"), message("half done"));
        archive(state("second", second, Phase.STOPPED, "first", Status.DONE, Status.STOPPED, Status.STOPPED));

        Prepared third = resume("third", "second");

        assertThat(third.carried())
                .extracting(Carried::answer, Carried::conversation)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("the design", "c-1"),
                        org.assertj.core.groups.Tuple.tuple("half done", "c-9"),
                        org.assertj.core.groups.Tuple.tuple("", null));
    }

    @Test
    void new_options_win_and_the_rest_stays() {
        SessionRequest was = new SessionRequest(
                "Do it",
                target.toString(),
                null,
                List.of("scripted"),
                Map.of(),
                PlanMode.FIXED,
                "make test",
                null,
                Autonomy.SUPERVISED,
                null,
                90,
                null,
                0,
                null,
                null,
                null,
                0,
                false,
                null);
        Prepared old = prepare("old", was);
        archive(state("old", old, Phase.FAILED, "", Status.FAILED, Status.STOPPED, Status.STOPPED));
        SessionRequest now = new SessionRequest(
                "Do …",
                "",
                null,
                List.of(),
                Map.of(),
                null,
                "make check",
                null,
                null,
                "old",
                0,
                null,
                0,
                null,
                null,
                null,
                0,
                false,
                null);

        SessionRequest whole = artifact(prepare("new", now));

        assertThat(whole)
                .isEqualTo(new SessionRequest(
                        "Do it",
                        target.toString(),
                        null,
                        List.of("scripted"),
                        Map.of(),
                        PlanMode.FIXED,
                        "make check",
                        null,
                        Autonomy.SUPERVISED,
                        "old",
                        90,
                        null,
                        0,
                        null,
                        null,
                        null,
                        0,
                        false,
                        null));
    }

    @Test
    void a_plan_continues_with_the_installed_agents() {
        host.install("claude");
        host.install("codex");
        Prepared old = prepare("old", asked("Do it", "claude", "codex"));
        host.printed(
                new LaunchId("old", "claude-2", 1),
                "{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"c-1\"}");
        Assignment door =
                new Assignment("door", Kind.WORK, Role.IMPLEMENTER, "claude", "A door", "Make it", 60, false, Set.of());
        Assignment lock = new Assignment(
                "lock", Kind.WORK, Role.ARCHITECT, "codex", "A lock", "Add it", 40, false, Set.of("door"));
        Assignment look =
                new Assignment("look", Kind.REVIEW, Role.REVIEWER, "codex", "Look", "Look at it", 0, true, Set.of());
        String kept = host.parts().artifacts().put(Json.write(List.of(door, lock, look)));
        SessionState state = planned(
                state("old", old, Phase.STOPPED, ""),
                kept,
                assignment("plan", Kind.PLAN, "codex-1", Role.ARCHITECT, Status.DONE),
                assignment("door", Kind.WORK, "claude-2", Role.IMPLEMENTER, Status.STOPPED),
                assignment("look", Kind.REVIEW, "codex-3", Role.REVIEWER, Status.STOPPED));
        archive(state);

        Prepared same = resume("same", "old");
        assertThat(same.plan()).containsExactly(door, lock);
        assertThat(same.carried()).extracting(Carried::assignment).containsExactly("door");
        assertThat(same.crew()).as("also those who had nothing to do").containsExactlyElementsOf(old.crew());

        base.resolve("bin").resolve("codex").toFile().delete();
        assertThat(resume("fewer", "old").plan()).containsExactly(door, lock.givenTo("claude"));
    }

    @Test
    void a_session_that_ended_before_it_could_plan_leaves_the_plan_before_it() {
        Prepared first = prepare("first", asked("Do it", "scripted"));
        host.printed(launch("first", "scripted-1", 1), session("c-1"), result("the door"));
        Assignment door = new Assignment(
                "door", Kind.WORK, Role.IMPLEMENTER, "scripted", "A door", "Make it", 100, false, Set.of());
        String kept = host.parts().artifacts().put(Json.write(List.of(door)));
        archive(planned(
                state("first", first, Phase.STOPPED, ""),
                kept,
                assignment("door", Kind.WORK, "scripted-1", Role.IMPLEMENTER, Status.DONE)));
        Prepared second = resume("second", "first");
        archive(state("second", second, Phase.STOPPED, "first"));

        Prepared third = resume("third", "second");

        assertThat(third.plan()).containsExactly(door);
        assertThat(third.carried()).extracting(Carried::answer).containsExactly("the door");
    }

    @Test
    void a_plan_that_was_never_kept_or_cannot_be_read_is_none() {
        Prepared old = prepare("old", asked("Do it", "scripted"));
        archive(state("old", old, Phase.STOPPED, "", Status.DONE));
        assertThat(resume("without", "old").plan()).isEmpty();

        archive(planned(
                state("old", old, Phase.STOPPED, ""), host.parts().artifacts().put("{\"assignments\":[]}")));

        assertThat(resume("other", "old").plan()).isEmpty();
    }

    @Test
    void in_another_directory_no_conversation_is_known() {
        Prepared old = prepare("old", asked("Do it", "scripted"));
        host.printed(launch("old", "scripted-1", 1), session("c-1"), message("begun"));
        archive(state("old", old, Phase.FAILED, "", Status.FAILED, Status.STOPPED, Status.STOPPED));
        SessionRequest elsewhere = Json.read(
                "{\"resumeFrom\":\"old\",\"target\":\"" + host.directory("other") + "\"}", SessionRequest.class);

        assertThat(prepare("new", elsewhere).carried())
                .extracting(Carried::conversation)
                .containsOnlyNulls();
    }

    @Test
    void crew_members_return_if_still_installed() {
        host.install("claude");
        host.install("codex");
        Prepared old = prepare("old", asked("Do it", "claude", "codex"));
        SessionState state = state("old", old, Phase.FAILED, "", Status.FAILED, Status.STOPPED, Status.STOPPED);
        archive(state);

        assertThat(resume("same", "old").crew()).containsExactlyElementsOf(old.crew());
        base.resolve("bin").resolve("codex").toFile().delete();
        assertThat(resume("fewer", "old").crew()).extracting(RoleAgent::agent).containsOnly("claude");
    }

    @Test
    void a_conversation_whose_file_is_gone_is_not_resumed() throws Exception {
        host.install("claude");
        Prepared old = prepare("old", asked("Do it", "claude"));
        LaunchId launch = new LaunchId("old", "claude-1", 1);
        host.printed(launch, "{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"c-1\"}");
        archive(state("old", old, Phase.FAILED, "", Status.FAILED, Status.STOPPED, Status.STOPPED));
        assertThat(resume("gone", "old").carried().get(0).conversation()).isNull();

        Path project = Files.createDirectories(base.resolve("user/.claude/projects/-target"));
        Files.writeString(project.resolve("c-1.jsonl"), "{}");

        assertThat(resume("there", "old").carried().get(0).conversation()).isEqualTo("c-1");
    }

    @Test
    void a_conversation_of_gemini_comes_along_from_the_run_that_held_it() throws Exception {
        host.install("gemini");
        Prepared old = prepare("old", asked("Do it", "gemini"));
        String conversation = "0a1b2c3d-1111-2222-3333-444455556666";
        LaunchId launch = new LaunchId("old", "gemini-1", 1);
        host.printed(launch, "{\"type\":\"init\",\"session_id\":\"" + conversation + "\"}");
        Path chats = host.parts().home().run("old", "gemini-1").resolve("gemini-home/.gemini/tmp/target/chats");
        Files.writeString(Files.createDirectories(chats).resolve("session-1-0a1b2c3d.jsonl"), "{}");
        archive(state("old", old, Phase.FAILED, "", Status.FAILED, Status.STOPPED, Status.STOPPED));

        Prepared prepared = resume("new", "old");

        assertThat(prepared.carried().get(0).conversation()).isEqualTo(conversation);
        LaunchId earlier = new InheritedConversations(host.parts().home().session("new"))
                .of(conversation)
                .orElseThrow();
        assertThat(earlier).isEqualTo(launch);
        Path run = host.parts().home().run("new", "gemini-1");
        LaunchSpec spec = LaunchSpec.of(
                        Path.of("gemini"),
                        target,
                        Files.createDirectories(run.resolve("1")),
                        Role.ARCHITECT,
                        conversation)
                .withResume(true);
        GeminiAgent gemini = new GeminiAgent();
        gemini.prepare(spec, host.parts().environment());
        gemini.copyConversation(spec, host.parts().home().run(earlier.key(), earlier.run()));
        gemini.copyConversation(spec, host.parts().home().run(earlier.key(), earlier.run()));
        assertThat(gemini.hasConversation(conversation, run, Map.of())).isTrue();
        assertThat(run.resolve("gemini-home/.gemini/tmp/target/chats/session-1-0a1b2c3d.jsonl"))
                .exists();
    }

    @Test
    void a_session_without_a_kept_request_is_resumed_from_its_state() {
        Prepared old = prepare("old", asked("Do it", "scripted"));
        SessionState state = state("old", old, Phase.FAILED, "", Status.FAILED, Status.STOPPED, Status.STOPPED);
        com.fasterxml.jackson.databind.node.ObjectNode json = Json.MAPPER.valueToTree(state);
        json.remove(List.of("request", "resumedFrom"));
        archive(Json.convert(json, SessionState.class));

        Prepared prepared = resume("new", "old");

        assertThat(prepared.refusal()).isEmpty();
        assertThat(prepared.request().prompt()).isEqualTo("Do it");
        assertThat(prepared.crew()).extracting(RoleAgent::agent).containsOnly("scripted");
    }

    @Test
    void who_was_aborted_stays_so_and_whoever_has_taken_over_gets_a_hand_over() {
        Prepared old = prepare("old", asked("Do it", "scripted", "demo-builder"));
        SessionState stopped = state("old", old, Phase.STOPPED, "", Status.DONE, Status.STOPPED, Status.STOPPED);
        ObjectNode json = Json.MAPPER.valueToTree(stopped);
        ((ObjectNode) json.at("/assignments/1")).put("takenFrom", "demo-builder-1");
        json.withArray("controls")
                .addObject()
                .put("action", "abort demo-builder")
                .put("by", "ana")
                .put("via", "cli");
        archive(Json.convert(json, SessionState.class));

        Prepared prepared = resume("new", "old");

        assertThat(prepared.crew()).extracting(RoleAgent::agent).containsOnly("scripted");
        assertThat(prepared.carried().get(1).begun())
                .as("although nobody has launched it")
                .isTrue();
        assertThat(prepared.carried().get(1).takenFrom()).isEqualTo("demo-builder-1");
        SessionRequest named =
                Json.read("{\"resumeFrom\":\"old\",\"agents\":[\"demo-builder\"]}", SessionRequest.class);
        assertThat(prepare("named", named).crew()).extracting(RoleAgent::agent).containsOnly("demo-builder");
    }

    @Test
    void an_unknown_session_cannot_be_resumed() {
        assertThat(resume("new", "nobody").refusal()).contains("there is no session nobody", "orchestrate list");
    }

    @Test
    void a_session_that_is_done_cannot_be_resumed() {
        Prepared old = prepare("old", asked("Do it", "scripted"));
        archive(state("old", old, Phase.DONE, "", Status.DONE, Status.DONE, Status.DONE));

        assertThat(resume("new", "old").refusal())
                .isEqualTo("session old is done, so nothing is left to resume. Start a new session.");
    }

    @Test
    void a_session_that_is_open_cannot_be_resumed_but_one_that_was_closed_from_outside_can() {
        Prepared old = prepare("old", asked("Do it", "scripted"));
        archive(state("old", old, Phase.WORKING, "", Status.RUNNING, Status.WAITING, Status.WAITING));
        host.says("old", Answer.OPEN);
        assertThat(resume("new", "old").refusal()).contains("session old is still open (working)");

        host.says("old", Answer.CLOSED);

        assertThat(resume("newer", "old").refusal()).isEmpty();
    }

    @Test
    void agents_of_a_closed_session_end_before_it_is_resumed() throws Exception {
        String name = base.getFileName().toString();
        Prepared old = prepare(name, asked("Do it", "scripted"));
        LaunchId launch = launch(name, "scripted-1", 1);
        host.launch(launch, "echo '" + session("c-1") + "'; exec sleep 300");
        await().until(() -> Files.size(host.parts().launches().directory(launch).stdout()) > 0);
        archive(state(name, old, Phase.WORKING, "", Status.RUNNING, Status.WAITING, Status.WAITING));
        assertThat(resume("new", name).refusal()).as("forgotten, but at work").contains("still open");
        host.says(name, Answer.CLOSED);

        Prepared prepared = resume("new", name);

        assertThat(host.members(launch)).isEmpty();
        assertThat(prepared.carried().get(0).conversation())
                .as("its last line was read")
                .isEqualTo("c-1");
    }

    @Test
    void another_execution_of_the_same_id_can_resume_the_one_before() {
        Prepared old = prepare("same", asked("Do it", "scripted"));
        archive(state("same", old, Phase.STOPPED, "", Status.STOPPED, Status.STOPPED, Status.STOPPED));
        SessionRequest again = Json.read("{\"resumeFrom\":\"same\"}", SessionRequest.class);

        Prepared prepared = prepare("same", "another execution", again);
        archive(state(prepared.key(), prepared, Phase.PREPARING, "same"));
        Prepared asked = prepare("same", "another execution", again);

        assertThat(prepared.key()).startsWith("same-");
        assertThat(asked).isEqualTo(prepared);
        assertThat(asked.request().resumeFrom()).isEqualTo("same");
    }

    private Preparation preparation() {
        Admission admission = new Admission(
                host.parts().home(), host.parts().environment(), host.parts().clock());
        return new Preparation(host.parts(), host.workflows(), admission);
    }

    private Prepared prepare(String session, SessionRequest request) {
        return prepare(session, "execution of " + session, request);
    }

    private Prepared prepare(String session, String execution, SessionRequest request) {
        return preparation().prepare(new PrepareRequest(session, execution, request, TestHost.signature()));
    }

    private Prepared resume(String session, String from) {
        return prepare(session, Json.read("{\"resumeFrom\":\"" + from + "\"}", SessionRequest.class));
    }

    private SessionRequest asked(String prompt, String... agents) {
        return new SessionRequest(
                prompt,
                target.toString(),
                null,
                List.of(agents),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                0,
                null,
                null,
                null,
                0,
                false,
                null);
    }

    private SessionRequest artifact(Prepared prepared) {
        String json = host.parts().artifacts().get(prepared.requestArtifact()).orElseThrow();
        return Json.read(json, SessionRequest.class);
    }

    private void archive(SessionState state) {
        host.parts().archive().keep(state);
    }

    private static LaunchId launch(String key, String run, int launch) {
        return new LaunchId(key, run, launch);
    }

    private static String session(String id) {
        return "{\"type\":\"session\",\"id\":\"" + id + "\"}";
    }

    private static String message(String text) {
        return "{\"type\":\"message\",\"text\":\"" + text + "\"}";
    }

    private static String result(String text) {
        return "{\"type\":\"result\",\"ok\":true,\"text\":\"" + text + "\"}";
    }

    private static AssignmentState assignment(String id, Kind kind, String run, Role role, Status status) {
        String agent = run.substring(0, run.lastIndexOf('-'));
        return new AssignmentState(
                id, kind, run, agent, role, id, 10, false, List.of(), status, 1, "", Usage.NONE, T0, null, null);
    }

    /** The same by an agent's plan. */
    private static SessionState planned(SessionState state, String artifact, AssignmentState... assignments) {
        com.fasterxml.jackson.databind.node.ObjectNode json = Json.MAPPER.valueToTree(state);
        json.set("assignments", Json.MAPPER.valueToTree(assignments));
        json.set("teamwork", Json.MAPPER.valueToTree(Teamwork.NONE));
        json.withObject("/teamwork/plan").put("source", "agent").put("artifact", artifact);
        return Json.convert(json, SessionState.class);
    }

    /** With the assignments of the fixed plan in these states, or none. */
    private SessionState state(String key, Prepared prepared, Phase phase, String resumedFrom, Status... statuses) {
        List<String> ids = List.of("design", "implement", "review");
        java.util.Map<String, Integer> numbers = new java.util.HashMap<>();
        List<AssignmentState> assignments = new java.util.ArrayList<>();
        for (int i = 0; i < statuses.length; i++) {
            Role role = Role.values()[i];
            String agent = prepared.crew().stream()
                    .filter(one -> one.role() == role)
                    .map(RoleAgent::agent)
                    .findFirst()
                    .orElseThrow();
            String run = agent + "-" + numbers.merge(agent, 1, Integer::sum);
            assignments.add(new AssignmentState(
                    ids.get(i),
                    Kind.WORK,
                    run,
                    agent,
                    role,
                    role.wire(),
                    33,
                    false,
                    List.of(),
                    statuses[i],
                    1,
                    "",
                    Usage.NONE,
                    i == 2 ? null : T0,
                    null,
                    null));
        }
        String name = key.startsWith("same") ? "same" : key;
        return new SessionState(
                name,
                key,
                "execution of " + name,
                "Do it",
                prepared.requestArtifact(),
                resumedFrom,
                target.toString(),
                target.toString(),
                phase,
                Hold.NONE,
                "",
                "",
                "",
                assignments,
                List.of(),
                Usage.NONE,
                0,
                key.startsWith("same-") ? T0.plusSeconds(60) : T0,
                null,
                Teamwork.NONE);
    }
}
