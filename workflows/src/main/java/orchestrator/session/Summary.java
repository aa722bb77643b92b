package orchestrator.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import orchestrator.signing.ForPeople;

/** A session in one line; on the wire a text. */
public record Summary(@JsonValue String line) implements ForPeople {
    @JsonCreator
    public static Summary of(String line) {
        return new Summary(line);
    }
}
