package orchestrator.cli.watch;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and SIGTERM as a request: the first is for whoever asks {@link #isAsked}, the second ends the process at once. A
 * shutdown hook could not tell the second, because Java ignores it.
 */
final class Interrupts {
    private static final int BY_SIGNAL = 130;

    private final AtomicBoolean asked = new AtomicBoolean();

    boolean isAsked() {
        return asked.get();
    }

    /** Begins to listen. Without the JDK's signals, Ctrl-C ends the process as usual. */
    Interrupts listening() {
        for (String signal : List.of("INT", "TERM")) {
            try {
                listen(signal);
            } catch (ReflectiveOperationException | IllegalArgumentException notHere) {
                return this;
            }
        }
        return this;
    }

    void onSignal() {
        if (!asked.compareAndSet(false, true)) Runtime.getRuntime().halt(BY_SIGNAL);
    }

    /** By reflection, because the compiler warns of this class whatever it is used for. */
    private void listen(String name) throws ReflectiveOperationException {
        Class<?> signals = Class.forName("sun.misc.Signal");
        Class<?> handlers = Class.forName("sun.misc.SignalHandler");
        Object handler = Proxy.newProxyInstance(
                Interrupts.class.getClassLoader(), new Class<?>[] {handlers}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) onSignal();
                    return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : null;
                });
        Method handle = signals.getMethod("handle", signals, handlers);
        handle.invoke(null, signals.getConstructor(String.class).newInstance(name), handler);
    }
}
