package orchestrator.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Defaults;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.payload.context.ActivitySerializationContext;
import io.temporal.payload.context.HasWorkflowSerializationContext;
import io.temporal.payload.context.SerializationContext;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as plain JSON, which Temporal's tools can show, and adds a code of our key that covers the value, its
 * workflow, and its activity if it has one. A value without a valid code can be read only as {@link Incoming} or
 * {@link ForPeople}; for any other type it is {@link NotSigned}.
 */
public final class SignedConverter implements DataConverter {
    private static final String CODE = "orchestrator-code";
    /** Names the call that an activity answers, so that an older answer does not count. */
    private static final String CALL = "orchestrator-call";

    private static final String WORKFLOW = "workflow";

    private static final DataConverter PLAIN = DefaultDataConverter.newDefaultInstance()
            .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(Json.MAPPER));

    private final SigningKey key;
    private final List<String> scope;

    public SignedConverter(SigningKey key) {
        this(key, List.of());
    }

    private SignedConverter(SigningKey key, List<String> scope) {
        this.key = key;
        this.scope = scope;
    }

    @Override
    public DataConverter withContext(SerializationContext context) {
        if (context instanceof ActivitySerializationContext activity) {
            return new SignedConverter(
                    key,
                    List.of(
                            "activity",
                            activity.getNamespace(),
                            String.valueOf(activity.getWorkflowId()),
                            activity.getActivityType()));
        }
        if (context instanceof HasWorkflowSerializationContext workflow) {
            return new SignedConverter(key, List.of(WORKFLOW, workflow.getNamespace(), workflow.getWorkflowId()));
        }
        return this;
    }

    @Override
    public <T> Optional<Payload> toPayload(T value) {
        if (value instanceof Answer.Given given) {
            return PLAIN.toPayload(given.value()).map(payload -> sign(payload, given.call()));
        }
        Optional<Payload> payload = PLAIN.toPayload(value);
        return isPlain(value == null ? Void.class : value.getClass()) ? payload : payload.map(plain -> sign(plain, ""));
    }

    /** Requests have their own signatures. Values of activities are always signed. */
    private boolean isPlain(Class<?> type) {
        boolean isWorkflows = !scope.isEmpty() && scope.get(0).equals(WORKFLOW);
        return isWorkflows && (ForPeople.class.isAssignableFrom(type) || JsonNode.class.isAssignableFrom(type));
    }

    private Payload sign(Payload payload, String call) {
        if (scope.isEmpty()) return payload;
        String code = key.code(names(payload, call), payload.getData().toByteArray());
        Payload.Builder signed = payload.toBuilder().putMetadata(CODE, ByteString.copyFromUtf8(code));
        if (!call.isEmpty()) signed.putMetadata(CALL, ByteString.copyFromUtf8(call));
        return signed.build();
    }

    @Override
    public <T> T fromPayload(Payload payload, Class<T> type, Type generic) {
        if (type == Incoming.class) return type.cast(incoming(payload));
        if (isPlain(type)) return PLAIN.fromPayload(payload, type, generic);
        String call = text(payload, CALL);
        if (!scope.isEmpty()
                && !key.matches(
                        text(payload, CODE),
                        names(payload, call),
                        payload.getData().toByteArray())) {
            throw new NotSigned(scope.get(0) + " " + String.join(" ", scope.subList(2, scope.size())));
        }
        if (type == Answer.class) return type.cast(new Answer(call, payload, PLAIN));
        return PLAIN.fromPayload(payload, type, generic);
    }

    /** Reads JSON only; a payload in another encoding counts as missing. */
    private Incoming incoming(Payload payload) {
        return text(payload, EncodingKeys.METADATA_ENCODING_KEY).startsWith("json/")
                ? Incoming.read(payload.getData().toStringUtf8(), key)
                : Incoming.NOTHING;
    }

    private List<String> names(Payload payload, String call) {
        return List.of(String.join("\0", scope), text(payload, EncodingKeys.METADATA_ENCODING_KEY), call);
    }

    private static String text(Payload payload, String name) {
        return payload.getMetadataOrDefault(name, ByteString.EMPTY).toStringUtf8();
    }

    @Override
    public Optional<Payloads> toPayloads(Object @Nullable ... values) {
        if (values == null || values.length == 0) return Optional.empty();
        Payloads.Builder payloads = Payloads.newBuilder();
        for (Object value : values) {
            payloads.addPayloads(toPayload(value).orElseGet(Payload::getDefaultInstance));
        }
        return Optional.of(payloads.build());
    }

    @Override
    public <T> T fromPayloads(int index, Optional<Payloads> content, Class<T> type, Type generic) {
        boolean isThere = content.isPresent() && index < content.get().getPayloadsCount();
        if (!isThere) return Defaults.defaultValue(type);
        return fromPayload(content.get().getPayloads(index), type, generic);
    }
}
