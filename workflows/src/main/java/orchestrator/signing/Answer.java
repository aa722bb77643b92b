package orchestrator.signing;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an activity has answered, and to which call.
 *
 * @param payload null where it was not one of ours that answered
 */
public record Answer(
        String call, @Nullable Payload payload, @Nullable DataConverter reader) {
    static final Answer FOREIGN = new Answer("", null, null);

    <T> T as(Class<T> type, Type generic) {
        return Objects.requireNonNull(reader).fromPayload(payload, type, generic);
    }

    /** The same on its way to Temporal. */
    record Given(String call, @Nullable Object value) {}
}
