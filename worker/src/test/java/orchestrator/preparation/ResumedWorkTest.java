package orchestrator.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.gemini.GeminiAgent;
import orchestrator.crew.Role;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.InheritedConversations;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.Carried;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.RoleAgent;
import orchestrator.session.SessionState;
import orchestrator.session.request.SessionRequest;
import org.junit.jupiter.api.Test;

/** The work, plan, crew and conversations that a resumed session takes over. */
class ResumedWorkTest extends PreparationFixture {
    @Test
    void finished_work_is_carried_with_its_answer_and_the_rest_with_its_conversation() {
        Prepared old = prepare("old", requestFor(LONG_PROMPT, "scripted"));
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
    void a_launch_that_died_before_its_first_line_keeps_the_conversation() {
        Prepared old = prepare("old", requestFor("Do it", "scripted"));
        host.printed(launch("old", "scripted-1", 1), session("c-1"), message("begun"));
        host.parts().activity().touch(List.of(HostContext.stream(launch("old", "scripted-1", 2))));
        archive(state("old", old, Phase.FAILED, "", Status.FAILED, Status.STOPPED, Status.STOPPED));

        assertThat(resume("new", "old").carried().get(0).conversation()).isEqualTo("c-1");
    }

    @Test
    void work_carried_twice_is_found_in_the_session_that_did_it() {
        Prepared first = prepare("first", requestFor("Do it", "scripted"));
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
    void a_plan_continues_with_the_installed_agents() {
        host.install("claude");
        host.install("codex");
        Prepared old = prepare("old", requestFor("Do it", "claude", "codex"));
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
        assertThat(same.crew()).as("idle agents included").containsExactlyElementsOf(old.crew());

        base.resolve("bin").resolve("codex").toFile().delete();
        assertThat(resume("fewer", "old").plan()).containsExactly(door, lock.withAgent("claude"));
    }

    @Test
    void a_session_that_ended_before_planning_keeps_the_earlier_plan() {
        Prepared first = prepare("first", requestFor("Do it", "scripted"));
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
    void what_was_added_to_a_plan_or_changed_in_it_later_counts() {
        Prepared old = prepare("old", requestFor("Do it", "scripted"));
        Assignment door = new Assignment(
                "door", Kind.WORK, Role.IMPLEMENTER, "scripted", "A door", "Make it", 100, false, Set.of());
        Assignment fix =
                new Assignment("fix-1", Kind.FIX, Role.IMPLEMENTER, "scripted", "Fix", "Fix it", 0, false, Set.of());
        Assignment doorAfterFix = door.withDependency("fix-1");
        String first = host.parts().artifacts().put(Json.write(List.of(door)));
        String second = host.parts().artifacts().put(Json.write(List.of(doorAfterFix, fix)));
        archive(planned(
                state("old", old, Phase.STOPPED, ""),
                first + " " + second,
                assignment("door", Kind.WORK, "scripted-1", Role.IMPLEMENTER, Status.STOPPED)));

        assertThat(resume("again", "old").plan()).containsExactly(doorAfterFix, fix);
    }

    @Test
    void a_missing_or_unreadable_plan_is_ignored() {
        Prepared old = prepare("old", requestFor("Do it", "scripted"));
        archive(state("old", old, Phase.STOPPED, "", Status.DONE));
        assertThat(resume("without", "old").plan()).isEmpty();

        archive(planned(
                state("old", old, Phase.STOPPED, ""), host.parts().artifacts().put("{\"assignments\":[]}")));

        assertThat(resume("other", "old").plan()).isEmpty();
    }

    @Test
    void in_another_directory_conversations_are_not_resumed() {
        Prepared old = prepare("old", requestFor("Do it", "scripted"));
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
        Prepared old = prepare("old", requestFor("Do it", "claude", "codex"));
        SessionState state = state("old", old, Phase.FAILED, "", Status.FAILED, Status.STOPPED, Status.STOPPED);
        archive(state);

        assertThat(resume("same", "old").crew()).containsExactlyElementsOf(old.crew());
        base.resolve("bin").resolve("codex").toFile().delete();
        assertThat(resume("fewer", "old").crew()).extracting(RoleAgent::agent).containsOnly("claude");
    }

    @Test
    void a_conversation_whose_file_is_gone_is_not_resumed() throws Exception {
        host.install("claude");
        Prepared old = prepare("old", requestFor("Do it", "claude"));
        LaunchId launch = new LaunchId("old", "claude-1", 1);
        host.printed(launch, "{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"c-1\"}");
        archive(state("old", old, Phase.FAILED, "", Status.FAILED, Status.STOPPED, Status.STOPPED));
        assertThat(resume("gone", "old").carried().get(0).conversation()).isNull();

        Path project = Files.createDirectories(base.resolve("user/.claude/projects/-target"));
        Files.writeString(project.resolve("c-1.jsonl"), "{}");

        assertThat(resume("there", "old").carried().get(0).conversation()).isEqualTo("c-1");
    }

    @Test
    void a_gemini_conversation_is_copied_from_the_run_that_had_it() throws Exception {
        host.install("gemini");
        Prepared old = prepare("old", requestFor("Do it", "gemini"));
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
    void an_aborted_agent_stays_aborted_and_its_successor_gets_a_hand_over() {
        Prepared old = prepare("old", requestFor("Do it", "scripted", "demo-builder"));
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
                .as("although it was never launched")
                .isTrue();
        assertThat(prepared.carried().get(1).takenFrom()).isEqualTo("demo-builder-1");
        SessionRequest named =
                Json.read("{\"resumeFrom\":\"old\",\"agents\":[\"demo-builder\"]}", SessionRequest.class);
        assertThat(prepare("named", named).crew()).extracting(RoleAgent::agent).containsOnly("demo-builder");
    }
}
