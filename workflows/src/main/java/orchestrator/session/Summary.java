package orchestrator.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import orchestrator.signing.ForPeople;

/** A session in one line; on the wire a plain text. */
public record Summary(@JsonValue String line) implements ForPeople {
    @JsonCreator
    public static Summary read(String line) {
        return new Summary(line);
    }

    public static Summary of(SessionState state) {
        String now = state.hold().kind() == Hold.Kind.NONE
                ? state.currentStep()
                : state.hold().kind().wire() + ": " + state.hold().reason();
        String why = state.reason().isEmpty() ? now : state.reason();
        return new Summary(state.inShort() + " " + state.progressPercent() + " %" + (why.isEmpty() ? "" : " – " + why));
    }
}
