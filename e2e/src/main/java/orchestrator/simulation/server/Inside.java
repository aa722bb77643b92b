package orchestrator.simulation.server;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Reads what Temporal's test server and SDK keep to themselves. A version that lacks it fails at once, by name. */
final class Inside {
    private Inside() {}

    static Class<?> find(String type) {
        try {
            return Class.forName(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this version of Temporal has no " + type, e);
        }
    }

    static Object read(Object owner, String field) {
        try {
            return fieldOf(owner.getClass(), field).get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Temporal has no `" + field + "` in " + owner, e);
        }
    }

    static void write(Object owner, String field, Object value) {
        try {
            fieldOf(owner.getClass(), field).set(owner, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Temporal has no `" + field + "` in " + owner, e);
        }
    }

    static Field fieldOf(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) return open(field);
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }

    /** @param owner an object, or a class for its static method */
    static Object call(Object owner, String method) {
        try {
            return owner instanceof Class<?> type
                    ? methodOf(type, method).invoke(null)
                    : methodOf(owner.getClass(), method).invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Temporal has no `" + method + "` in " + owner, e);
        }
    }

    static Method methodOf(Class<?> type, String name, Class<?>... parameters) {
        try {
            return open(type.getDeclaredMethod(name, parameters));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("this version of Temporal has no `" + name + "` in " + type, e);
        }
    }

    private static <T extends AccessibleObject> T open(T member) {
        member.setAccessible(true);
        return member;
    }
}
