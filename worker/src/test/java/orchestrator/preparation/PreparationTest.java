package orchestrator.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.Prepared;
import orchestrator.session.SessionActivities.RoleAgent;
import orchestrator.session.SessionState;
import orchestrator.session.request.Autonomy;
import orchestrator.session.request.PlanMode;
import orchestrator.session.request.SessionRequest;
import orchestrator.temporal.WorkflowLookup.Answer;
import org.junit.jupiter.api.Test;

class PreparationTest extends PreparationFixture {
    @Test
    void the_request_is_kept_for_a_later_resume() {
        Prepared prepared = prepare("new", requestFor("Do it", "scripted"));

        assertThat(prepared.refusal()).isEmpty();
        assertThat(prepared.carried()).isEmpty();
        assertThat(artifact(prepared)).isEqualTo(requestFor("Do it", "scripted"));
    }

    @Test
    void a_target_whose_name_would_break_lines_is_refused() throws Exception {
        target = java.nio.file.Files.createDirectory(target.resolve("a\nb"));

        assertThat(prepare("odd", requestFor("Do it", "scripted")).refusal())
                .contains("a\\u000ab as the target: its name contains a line break or another control character");
    }

    @Test
    void a_long_prompt_goes_through_history_as_an_artifact_only() {
        Prepared prepared = prepare("new", requestFor(LONG_PROMPT, "scripted"));

        assertThat(artifact(prepared).prompt()).isEqualTo(LONG_PROMPT);
        assertThat(host.parts().artifacts().get(prepared.task())).contains(LONG_PROMPT);
        assertThat(prepared.request().prompt()).hasSize(2_000);
    }

    @Test
    void a_prompt_that_comes_as_an_artifact_is_shown_as_its_text() {
        String reference = host.parts().artifacts().put(LONG_PROMPT);

        Prepared prepared = prepare("new", requestFor(reference, "scripted"));

        assertThat(prepared.request().prompt()).isEqualTo("x".repeat(2_000));
        assertThat(prepared.task()).isEqualTo(reference);
        assertThat(artifact(prepared).prompt()).isEqualTo(reference);
    }

    @Test
    void a_resumed_session_shows_the_text_of_a_prompt_that_came_as_an_artifact() {
        String reference = host.parts().artifacts().put(LONG_PROMPT);
        Prepared old = prepare("old", requestFor(reference, "scripted"));
        archive(state("old", old, Phase.STOPPED, "", Status.DONE, Status.STOPPED, Status.STOPPED));

        Prepared prepared = resume("new", "old");

        assertThat(prepared.request().prompt()).isEqualTo("x".repeat(2_000));
        assertThat(prepared.task()).isEqualTo(reference);
    }

    @Test
    void new_options_win_and_the_others_stay() {
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
                null,
                null,
                null,
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
                null,
                null,
                null,
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
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void a_session_without_a_kept_request_is_resumed_from_its_state() {
        Prepared old = prepare("old", requestFor("Do it", "scripted"));
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
    void an_unknown_session_cannot_be_resumed() {
        assertThat(resume("new", "nobody").refusal()).contains("there is no session nobody", "orchestrate list");
    }

    @Test
    void a_session_that_is_done_cannot_be_resumed() {
        Prepared old = prepare("old", requestFor("Do it", "scripted"));
        archive(state("old", old, Phase.DONE, "", Status.DONE, Status.DONE, Status.DONE));

        assertThat(resume("new", "old").refusal())
                .contains("session old is done, so nothing is left to resume", "orchestrate message old");
    }

    @Test
    void a_session_that_is_done_goes_on_with_a_message() {
        Prepared old = prepare("old", requestFor("Do it", "scripted"));
        archive(state("old", old, Phase.DONE, "", Status.DONE, Status.DONE, Status.DONE));

        Prepared prepared = prepare(
                "new",
                Json.read("{\"resumeFrom\":\"old\",\"message\":{\"text\":\"and the docs?\"}}", SessionRequest.class));

        assertThat(prepared.refusal()).isEmpty();
        assertThat(prepared.request().message()).isNotNull();
        assertThat(prepared.request().message().text()).isEqualTo("and the docs?");
        assertThat(prepared.carried()).allMatch(carried -> carried.done());
    }

    @Test
    void an_open_session_cannot_be_resumed_but_one_closed_from_outside_can() {
        Prepared old = prepare("old", requestFor("Do it", "scripted"));
        archive(state("old", old, Phase.WORKING, "", Status.RUNNING, Status.WAITING, Status.WAITING));
        host.says("old", Answer.OPEN);
        assertThat(resume("new", "old").refusal()).contains("session old is still open (working)");

        host.says("old", Answer.CLOSED);

        assertThat(resume("newer", "old").refusal()).isEmpty();
    }

    @Test
    void agents_of_a_closed_session_end_before_it_is_resumed() throws Exception {
        String name = base.getFileName().toString();
        Prepared old = prepare(name, requestFor("Do it", "scripted"));
        LaunchId launch = launch(name, "scripted-1", 1);
        host.launch(launch, "echo '" + session("c-1") + "'; exec sleep 300");
        await().until(() -> Files.size(host.parts().launches().directory(launch).stdout()) > 0);
        archive(state(name, old, Phase.WORKING, "", Status.RUNNING, Status.WAITING, Status.WAITING));
        assertThat(resume("new", name).refusal())
                .as("its session is unknown, but its agent works")
                .contains("still open");
        host.says(name, Answer.CLOSED);

        Prepared prepared = resume("new", name);

        assertThat(host.members(launch)).isEmpty();
        assertThat(prepared.carried().get(0).conversation())
                .as("its last line was read")
                .isEqualTo("c-1");
    }

    @Test
    void a_new_execution_of_an_id_can_resume_the_previous_one() {
        Prepared old = prepare("same", requestFor("Do it", "scripted"));
        archive(state("same", old, Phase.STOPPED, "", Status.STOPPED, Status.STOPPED, Status.STOPPED));
        SessionRequest again = Json.read("{\"resumeFrom\":\"same\"}", SessionRequest.class);

        Prepared prepared = prepare("same", "another execution", again);
        archive(state(prepared.key(), prepared, Phase.PREPARING, "same"));
        Prepared asked = prepare("same", "another execution", again);

        assertThat(prepared.key()).startsWith("same-");
        assertThat(asked).isEqualTo(prepared);
        assertThat(asked.request().resumeFrom()).isEqualTo("same");
    }
}
