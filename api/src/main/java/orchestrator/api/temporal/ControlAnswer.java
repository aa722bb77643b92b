package orchestrator.api.temporal;

import java.util.Optional;
import orchestrator.session.SessionState;

/** The outcome of a control. */
public sealed interface ControlAnswer {
    ControlAnswer OVER = new Refused("it is over already");

    /** The workflow has accepted it; with its new state if that came in time. */
    record Taken(Optional<SessionState> state) implements ControlAnswer {}

    /** No worker answers; Temporal keeps the request for the next one. */
    record Kept() implements ControlAnswer {}

    record Refused(String reason) implements ControlAnswer {}
}
