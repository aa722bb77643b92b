package orchestrator.rollover;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads and writes the fields of {@link Saved} objects as JSON. */
public final class SavedFields {
    private SavedFields() {}

    /** How a field passes to the next execution. */
    public enum Way {
        /** As JSON. */
        VALUE,
        /** It is a {@link Saved} object, whose own fields pass. */
        PART,
        /** It does not pass. */
        NONE
    }

    /** Each part is saved once, where it is met first. */
    public static ObjectNode save(Object part) {
        return save(part, met());
    }

    private static Set<Object> met() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static ObjectNode save(Object part, Set<Object> met) {
        ObjectNode saved = JsonNodeFactory.instance.objectNode();
        for (Field field : fields(part.getClass())) {
            Object value = get(field, part);
            switch (way(field)) {
                case VALUE -> saved.set(field.getName(), value == null ? null : Json.MAPPER.valueToTree(value));
                case PART -> {
                    if (met.add(Objects.requireNonNull(value))) saved.set(field.getName(), save(value, met));
                }
                case NONE -> {}
            }
        }
        return saved;
    }

    /** A field that an earlier release did not save keeps its value. */
    public static void restore(Object part, JsonNode saved) {
        restore(part, saved, met());
    }

    private static void restore(Object part, JsonNode saved, Set<Object> met) {
        for (Field field : fields(part.getClass())) {
            JsonNode value = saved.get(field.getName());
            switch (way(field)) {
                case VALUE -> {
                    if (value != null) set(field, part, value(field, value));
                }
                case PART -> {
                    Object held = Objects.requireNonNull(get(field, part));
                    if (met.add(held) && value != null) restore(held, value, met);
                }
                case NONE -> {}
            }
        }
    }

    /** The fields of an object, without those of the language and of its outer object. */
    public static List<Field> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .toList();
    }

    public static Way way(Field field) {
        if (field.isAnnotationPresent(Rebuilt.class)) return Way.NONE;
        if (field.getType().isAnnotationPresent(Saved.class)) return Way.PART;
        return isValue(field.getType()) ? Way.VALUE : Way.NONE;
    }

    /** True for what has a JSON form, as texts, numbers and times do; any other object is a part of the workflow. */
    private static boolean isValue(Class<?> type) {
        return type.isPrimitive()
                || type.isRecord()
                || type.isEnum()
                || isContainer(type)
                || TemporalAmount.class.isAssignableFrom(type)
                || Comparable.class.isAssignableFrom(type);
    }

    public static boolean isContainer(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type) || type.isArray();
    }

    private static @Nullable Object value(Field field, JsonNode saved) {
        JavaType type = Json.MAPPER.constructType(field.getGenericType());
        return saved.isNull() ? null : Json.MAPPER.convertValue(saved, type);
    }

    private static @Nullable Object get(Field field, Object part) {
        try {
            field.setAccessible(true);
            return field.get(part);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }

    /** Fills a final collection or map, which other objects may hold too. */
    @SuppressWarnings("unchecked")
    private static void set(Field field, Object part, @Nullable Object value) {
        Object now = get(field, part);
        if (Modifier.isFinal(field.getModifiers()) && now instanceof Collection<?> held) {
            ((Collection<Object>) held).clear();
            ((Collection<Object>) held).addAll((Collection<Object>) Objects.requireNonNull(value));
        } else if (Modifier.isFinal(field.getModifiers()) && now instanceof Map<?, ?> held) {
            ((Map<Object, Object>) held).clear();
            ((Map<Object, Object>) held).putAll((Map<Object, Object>) Objects.requireNonNull(value));
        } else {
            put(field, part, value);
        }
    }

    private static void put(Field field, Object part, @Nullable Object value) {
        try {
            field.setAccessible(true);
            field.set(part, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot restore " + field, e);
        }
    }
}
