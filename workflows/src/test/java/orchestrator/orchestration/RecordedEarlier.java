package orchestrator.orchestration;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.lang.reflect.Type;
import java.util.Optional;
import orchestrator.json.Json;
import orchestrator.signing.Incoming;
import orchestrator.signing.SigningKey;

/** Reads values that were recorded before they were signed. */
final class RecordedEarlier implements DataConverter {
    private static final DataConverter PLAIN = DefaultDataConverter.newDefaultInstance()
            .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(Json.MAPPER));

    private final SigningKey anyKey = new SigningKey(new byte[SigningKey.BYTES_MIN]);

    @Override
    public <T> Optional<Payload> toPayload(T value) {
        return PLAIN.toPayload(value);
    }

    @Override
    public <T> T fromPayload(Payload payload, Class<T> type, Type generic) {
        if (type != Incoming.class) return PLAIN.fromPayload(payload, type, generic);
        return type.cast(Incoming.read(
                Json.read(payload.getData().toStringUtf8(), com.fasterxml.jackson.databind.JsonNode.class), anyKey));
    }

    @Override
    public Optional<Payloads> toPayloads(Object... values) {
        return PLAIN.toPayloads(values);
    }

    @Override
    public <T> T fromPayloads(int index, Optional<Payloads> content, Class<T> type, Type generic) {
        boolean isThere = content.isPresent() && index < content.get().getPayloadsCount();
        return isThere
                ? fromPayload(content.get().getPayloads(index), type, generic)
                : PLAIN.fromPayloads(index, Optional.empty(), type, generic);
    }
}
