package orchestrator.snapshot;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names and types in a record and all records within it. A later release may have more of them, and its patches then do
 * not fit to what an earlier one has archived.
 */
public final class RecordShape {
    private RecordShape() {}

    /** A short text that is the same as long as the shape is. */
    public static String of(Class<? extends Record> type) {
        Set<String> fields = new TreeSet<>();
        Set<Class<?>> seen = new HashSet<>();
        Deque<Type> toLookAt = new ArrayDeque<>();
        toLookAt.add(type);
        while (!toLookAt.isEmpty()) {
            Type next = toLookAt.poll();
            if (next instanceof ParameterizedType generic) {
                for (Type argument : generic.getActualTypeArguments()) toLookAt.add(argument);
            } else if (next instanceof Class<?> found && found.isRecord() && seen.add(found)) {
                add(found, fields, toLookAt);
            }
        }
        return Integer.toHexString(fields.toString().hashCode());
    }

    private static void add(Class<?> type, Set<String> fields, Deque<Type> toLookAt) {
        for (RecordComponent component : type.getRecordComponents()) {
            fields.add(type.getName() + "." + component.getName() + ":" + component.getGenericType());
            toLookAt.add(component.getGenericType());
        }
        for (Method method : type.getDeclaredMethods()) {
            // JSON has these too, such as `open` for `isOpen`.
            boolean isShown = Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && method.getName().matches("(is|get)[A-Z].*");
            if (isShown) fields.add(type.getName() + "." + method.getName());
        }
    }
}
