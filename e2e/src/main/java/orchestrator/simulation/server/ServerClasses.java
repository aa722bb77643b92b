package orchestrator.simulation.server;

import java.io.IOException;
import java.io.InputStream;
import orchestrator.simulation.redirect.LateCancellations;
import orchestrator.simulation.redirect.RedirectedCalls;
import orchestrator.simulation.redirect.RedirectedCalls.Call;
import org.objectweb.asm.Opcodes;

/** Temporal's test server, with some of its calls led to {@link ServerJobs} and {@link LateCancellations}. */
final class ServerClasses extends ClassLoader {
    private static final String PACKAGE = "io.temporal.internal.testservice.";
    private static final String POOL = "java/util/concurrent/ForkJoinPool";
    private static final String EXECUTOR = "java/util/concurrent/Executor";
    private static final String CONTEXT = "io/temporal/internal/testservice/RequestContext";
    private static final String LATE = LateCancellations.class.getName().replace('.', '/');
    private static final String JOBS = ServerJobs.class.getName().replace('.', '/');

    private static final ServerClasses LOADER = new ServerClasses();

    private ServerClasses() {
        super(ServerClasses.class.getClassLoader());
    }

    static Class<?> find(String simpleName) {
        try {
            return LOADER.loadClass(PACKAGE + simpleName);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this version of Temporal has no test server `" + simpleName + "`", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) throw new ClassNotFoundException(name);
            byte[] bytes = RedirectedCalls.in(file, ServerClasses::redirect);
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static Call redirect(Call call) {
        boolean isOfPool = call.owner().equals(POOL);
        if (isOfPool && call.name().equals("commonPool"))
            return new Call(call.opcode(), JOBS, "pool", "()L" + EXECUTOR + ";", false);
        if (isOfPool && call.name().equals("execute"))
            return new Call(Opcodes.INVOKEINTERFACE, EXECUTOR, call.name(), call.type(), true);
        if (call.owner().equals("java/util/UUID") && call.name().equals("randomUUID"))
            return new Call(call.opcode(), JOBS, "newId", call.type(), false);
        if (call.owner().equals(CONTEXT) && call.name().equals("addEvent"))
            return new Call(Opcodes.INVOKESTATIC, LATE, "add", call.type().replace("(", "(Ljava/lang/Object;"), false);
        return call;
    }
}
