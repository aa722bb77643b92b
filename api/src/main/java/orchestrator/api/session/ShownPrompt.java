package orchestrator.api.session;

import orchestrator.eventlog.Artifacts;
import orchestrator.session.SessionState;
import orchestrator.text.Text;

/** A session's prompt as people see it. Until a worker has prepared the session, a long one is only a reference. */
public final class ShownPrompt {
    private static final int CHARACTERS_MAX = 2_000;

    private final Artifacts artifacts;

    public ShownPrompt(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    String of(SessionState state) {
        return artifacts
                .get(state.prompt())
                .map(prompt -> Text.cut(prompt, CHARACTERS_MAX))
                .orElse(state.prompt());
    }
}
