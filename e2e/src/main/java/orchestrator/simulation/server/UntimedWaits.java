package orchestrator.simulation.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Lets the SDK wait for the code of a workflow without a limit. It sets a timer for each such wait, which costs a virtual
 * thread more than the wait itself.
 */
public final class UntimedWaits {
    private static final String PACKAGE = "io.temporal.internal.sync.";
    private static final String SELF = UntimedWaits.class.getName().replace('.', '/');
    private static final String CONDITION = Condition.class.getName().replace('.', '/');

    private UntimedWaits() {}

    /** Before the first workflow. */
    static void install() {
        Class<?> neighbour = Inside.find(PACKAGE + "WorkflowThreadExecutor");
        try (InputStream file = neighbour.getResourceAsStream("WorkflowThreadScheduler.class")) {
            ClassWriter changed = new ClassWriter(0);
            new ClassReader(file).accept(new Redirection(changed), 0);
            MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(changed.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the SDK's waits cannot be changed", e);
        }
    }

    /** The SDK calls this instead of {@link Condition#await(long, TimeUnit)}. */
    public static boolean await(Condition condition, long time, TimeUnit unit) throws InterruptedException {
        condition.await();
        return true;
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
                    boolean isTimed = owner.equals(CONDITION) && called.equals("await") && type.startsWith("(J");
                    if (isTimed)
                        super.visitMethodInsn(
                                Opcodes.INVOKESTATIC, SELF, called, "(L" + CONDITION + ";" + type.substring(1), false);
                    else super.visitMethodInsn(opcode, owner, called, type, isInterface);
                }
            };
        }
    }
}
