package orchestrator.api.temporal;

import java.util.Optional;
import orchestrator.session.SessionState;

/** What came of asking a session to do something. */
public sealed interface ControlAnswer {
    ControlAnswer OVER = new Refused("it is over already");

    /** The workflow has taken it; with its new state where it told in time. */
    record Taken(Optional<SessionState> state) implements ControlAnswer {}

    /** No worker answers; Temporal keeps the request and hands it to the next worker that comes. */
    record Kept() implements ControlAnswer {}

    record Refused(String reason) implements ControlAnswer {}
}
