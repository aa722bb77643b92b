package orchestrator.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * A class of the program with one method replaced, in a class loader of its own. So a fault is planted without a switch in
 * the program.
 */
final class PlantedFault extends ClassLoader {
    private final String type;
    private final UnaryOperator<DynamicType.Builder<?>> change;

    PlantedFault(String type, ElementMatcher<MethodDescription> method, Implementation instead) {
        super(PlantedFault.class.getClassLoader());
        this.type = type;
        this.change = builder -> builder.method(method).intercept(instead);
    }

    /** The invariants that these seeds violate, up to the first seed that violates this one. */
    Set<String> find(String wanted, long from, int seeds) throws ReflectiveOperationException {
        Set<String> violated = new TreeSet<>();
        Class<?> scenario = loadClass("orchestrator.simulation.Scenario");
        for (long seed = from; seed < from + seeds; seed++) {
            try {
                Object played = scenario.getMethod("play", long.class).invoke(null, seed);
                String invariant =
                        (String) played.getClass().getMethod("invariant").invoke(played);
                if (!invariant.isEmpty()) violated.add(invariant);
                if (invariant.equals(wanted)) return violated;
            } catch (InvocationTargetException e) {
                throw new IllegalStateException("seed " + seed, e.getCause());
            }
        }
        return violated;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("orchestrator.")) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) throw new ClassNotFoundException(name);
            byte[] bytes = name.equals(type) ? changed() : file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] changed() {
        ClassFileLocator files = ClassFileLocator.ForClassLoader.of(getParent());
        TypePool pool = TypePool.Default.of(files);
        return change.apply(new ByteBuddy().redefine(pool.describe(type).resolve(), files))
                .make()
                .getBytes();
    }
}
