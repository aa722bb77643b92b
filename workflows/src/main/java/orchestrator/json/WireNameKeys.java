package orchestrator.json;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.KeyDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a {@link WireName} be the key of a map, as in {@code {"implementer": "codex"}}. */
final class WireNameKeys extends SimpleModule implements KeyDeserializers {
    private static final long serialVersionUID = 1;

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addKeyDeserializers(this);
    }

    @Override
    public @Nullable KeyDeserializer findKeyDeserializer(
            JavaType type, DeserializationConfig config, BeanDescription description) {
        if (!WireName.class.isAssignableFrom(type.getRawClass())) return null;
        Object[] constants = type.getRawClass().getEnumConstants();
        return new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) throws IOException {
                Optional<Object> constant = WireName.Reader.constant(constants, key.strip());
                if (constant.isPresent()) return constant.get();
                return context.handleWeirdKey(
                        type.getRawClass(), key, "not one of %s", WireName.Reader.words(constants));
            }
        };
    }
}
