package orchestrator.simulation.server;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverter;
import io.temporal.payload.context.SerializationContext;
import java.lang.reflect.Type;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives out the arguments of a call that the simulation has read already, instead of reading them again. */
final class ReadOnce implements DataConverter {
    private final DataConverter converter;
    private final Map<Payload, Object> read;

    ReadOnce(DataConverter converter) {
        this(converter, new IdentityHashMap<>());
    }

    private ReadOnce(DataConverter converter, Map<Payload, Object> read) {
        this.converter = converter;
        this.read = read;
    }

    /** Whoever reads this payload next gets this value. */
    void keep(Payload payload, @Nullable Object value) {
        if (value != null) read.put(payload, value);
    }

    @Override
    public ReadOnce withContext(SerializationContext context) {
        return new ReadOnce(converter.withContext(context), read);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T fromPayload(Payload payload, Class<T> type, Type generic) {
        Object known = read.remove(payload);
        return known == null ? converter.fromPayload(payload, type, generic) : (T) known;
    }

    @Override
    public <T> T fromPayloads(int index, Optional<Payloads> content, Class<T> type, Type generic) {
        boolean isThere = content.isPresent() && index < content.get().getPayloadsCount();
        return isThere
                ? fromPayload(content.get().getPayloads(index), type, generic)
                : converter.fromPayloads(index, content, type, generic);
    }

    @Override
    public <T> Optional<Payload> toPayload(T value) {
        return converter.toPayload(value);
    }

    @Override
    public Optional<Payloads> toPayloads(@Nullable Object... values) {
        return converter.toPayloads(values);
    }
}
