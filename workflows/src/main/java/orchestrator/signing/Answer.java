package orchestrator.signing;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an activity, with the call that it answers.
 *
 * @param payload null if the answer is not from one of our processes
 */
public record Answer(
        String call, @Nullable Payload payload, @Nullable DataConverter reader) {
    static final Answer FOREIGN = new Answer("", null, null);

    <T> T as(Class<T> type, Type generic) {
        return Objects.requireNonNull(reader).fromPayload(payload, type, generic);
    }

    /** The form in which the answer goes to Temporal. */
    record Given(String call, @Nullable Object value) {}
}
