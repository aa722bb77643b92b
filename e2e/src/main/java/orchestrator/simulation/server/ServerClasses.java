package orchestrator.simulation.server;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Temporal's test server, with its calls of the common pool and of random ids led to {@link ServerJobs}. */
final class ServerClasses extends ClassLoader {
    private static final String PACKAGE = "io.temporal.internal.testservice.";
    private static final String POOL = "java/util/concurrent/ForkJoinPool";
    private static final String EXECUTOR = "java/util/concurrent/Executor";
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
            ClassWriter changed = new ClassWriter(0);
            new ClassReader(file).accept(new Redirection(changed), 0);
            byte[] bytes = changed.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class Redirection extends ClassVisitor {
        Redirection(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                    if (owner.equals(POOL) && called.equals("commonPool")) {
                        super.visitMethodInsn(opcode, JOBS, "pool", "()L" + EXECUTOR + ";", false);
                    } else if (owner.equals(POOL) && called.equals("execute")) {
                        super.visitMethodInsn(Opcodes.INVOKEINTERFACE, EXECUTOR, called, type, true);
                    } else if (owner.equals("java/util/UUID") && called.equals("randomUUID")) {
                        super.visitMethodInsn(opcode, JOBS, "newId", type, false);
                    } else {
                        super.visitMethodInsn(opcode, owner, called, type, isInterface);
                    }
                }
            };
        }
    }
}
