package orchestrator.simulation.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import orchestrator.simulation.redirect.RedirectedCalls;
import orchestrator.simulation.redirect.RedirectedCalls.Call;
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
            byte[] changed = RedirectedCalls.in(file, UntimedWaits::redirect);
            MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(changed);
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

    private static Call redirect(Call call) {
        boolean isTimed = call.owner().equals(CONDITION)
                && call.name().equals("await")
                && call.type().startsWith("(J");
        if (!isTimed) return call;
        String type = "(L" + CONDITION + ";" + call.type().substring(1);
        return new Call(Opcodes.INVOKESTATIC, SELF, call.name(), type, false);
    }
}
