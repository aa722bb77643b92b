package orchestrator.simulation;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.function.UnaryOperator;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;

/**
 * A class of the program with one method changed, in a class loader of its own. So a fault is planted without a switch in
 * the program.
 */
final class PlantedFault extends ClassLoader {
    private final String type;
    private final UnaryOperator<DynamicType.Builder<?>> change;

    private PlantedFault(String type, UnaryOperator<DynamicType.Builder<?>> change) {
        super(PlantedFault.class.getClassLoader());
        this.type = "orchestrator." + type;
        this.change = change;
    }

    /** @param type without the package that all have in common */
    static PlantedFault replaced(String type, String method, Implementation instead) {
        return new PlantedFault(type, builder -> builder.method(named(method)).intercept(instead));
    }

    /** The method does all that it does twice. */
    static PlantedFault doneTwice(String type, String method) {
        return new PlantedFault(
                type, builder -> builder.visit(Advice.to(Twice.class).on(named(method))));
    }

    /** Woven into the method, so this class itself is never loaded by it. */
    static final class Twice {
        private Twice() {}

        @Advice.OnMethodExit(repeatOn = Advice.OnNonDefaultValue.class)
        static boolean again(@Advice.Local("done") int done) {
            done++;
            return done < 2;
        }
    }

    /** The invariant that this seed violates with the fault; empty if none. */
    String invariantViolatedBy(long seed) throws ReflectiveOperationException {
        try {
            Object played = loadClass("orchestrator.simulation.Scenario")
                    .getMethod("play", long.class)
                    .invoke(null, seed);
            return (String) played.getClass().getMethod("invariant").invoke(played);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("seed " + seed, e.getCause());
        }
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
