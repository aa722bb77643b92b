package orchestrator.api.temporal;

import java.util.Optional;

/** The outcome of a control; {@code S} is the state of what it controls. */
public sealed interface ControlAnswer<S> {
    static <S> ControlAnswer<S> over() {
        return new Refused<>("it is over already");
    }

    /** The workflow has accepted it; with its new state if that came in time. */
    record Taken<S>(Optional<S> state) implements ControlAnswer<S> {}

    /** No worker answers; Temporal keeps the request for the next one. */
    record Kept<S>() implements ControlAnswer<S> {}

    record Refused<S>(String reason) implements ControlAnswer<S> {}
}
