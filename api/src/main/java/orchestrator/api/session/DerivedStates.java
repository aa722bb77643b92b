package orchestrator.api.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.ExecutionEnd;
import orchestrator.launch.Usage;
import orchestrator.session.AssignmentState;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** States of sessions whose workflow does not answer. */
final class DerivedStates {
    private static final int PROMPT_CHARS = 2_000;

    private DerivedStates() {}

    /**
     * The state of a session that has started, if only the request is known.
     *
     * @param key empty if it is not certain
     */
    static SessionState unseen(Execution execution, Optional<JsonNode> input, String key) {
        JsonNode request = input.orElseGet(MissingNode::getInstance);
        String prompt = request.path("prompt").asText("");
        return new SessionState(
                execution.id(),
                key,
                execution.firstRunId(),
                Text.cut(prompt, PROMPT_CHARS),
                "",
                request.path("resumeFrom").asText(""),
                request.path("target").asText(""),
                request.path("workspace").asText(""),
                Phase.PREPARING,
                new Hold(Hold.Kind.WAITING, "no worker answers", execution.startedAt(), null),
                "",
                "waiting for a worker",
                "",
                List.of(),
                List.of(),
                Usage.NONE,
                0,
                execution.startedAt(),
                null,
                Teamwork.NONE,
                0);
    }

    static SessionState ended(SessionState state, ExecutionEnd<SessionState> ending) {
        return ended(state, ending.stopped() ? Phase.STOPPED : Phase.FAILED, ending.reason(), ending.at());
    }

    /** The state of a session that Temporal has deleted. */
    static SessionState lost(SessionState state) {
        return ended(
                state,
                Phase.FAILED,
                "Temporal does not know this session: it was deleted there, it went with Temporal's data, or this is another Temporal",
                null);
    }

    private static SessionState ended(SessionState state, Phase phase, String reason, @Nullable Instant at) {
        return new SessionState(
                state.session(),
                state.key(),
                state.execution(),
                state.prompt(),
                state.request(),
                state.resumedFrom(),
                state.target(),
                state.workspace(),
                phase,
                Hold.NONE,
                reason,
                "",
                state.crew(),
                state.assignments().stream().map(DerivedStates::ended).toList(),
                state.controls(),
                state.usage(),
                state.progressPercent(),
                state.startedAt(),
                at,
                state.teamwork(),
                state.violations());
    }

    private static AssignmentState ended(AssignmentState a) {
        if (a.status().isFinal()) return a;
        return new AssignmentState(
                a.id(),
                a.kind(),
                a.run(),
                a.agent(),
                a.role(),
                a.title(),
                a.weight(),
                a.readOnly(),
                a.dependsOn(),
                AssignmentState.Status.STOPPED,
                a.launches(),
                a.note(),
                a.usage(),
                a.startedAt(),
                a.endedAt(),
                null,
                a.violations());
    }
}
