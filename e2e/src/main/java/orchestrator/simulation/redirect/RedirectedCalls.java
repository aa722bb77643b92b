package orchestrator.simulation.redirect;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Changes calls within a compiled class. */
public final class RedirectedCalls extends ClassVisitor {
    private final Redirection redirection;

    private RedirectedCalls(ClassVisitor next, Redirection redirection) {
        super(Opcodes.ASM9, next);
        this.redirection = redirection;
    }

    /** One call, as the class file has it. */
    public record Call(int opcode, String owner, String name, String type, boolean isInterface) {}

    /** Returns the call that takes the place of this one, or the same. */
    public interface Redirection {
        Call of(Call call);
    }

    /** The bytes of the changed class. */
    public static byte[] in(InputStream file, Redirection redirection) throws IOException {
        ClassWriter changed = new ClassWriter(0);
        new ClassReader(file).accept(new RedirectedCalls(changed, redirection), 0);
        return changed.toByteArray();
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                Call call = redirection.of(new Call(opcode, owner, called, type, isInterface));
                super.visitMethodInsn(call.opcode(), call.owner(), call.name(), call.type(), call.isInterface());
            }
        };
    }
}
