package orchestrator.guard.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import orchestrator.guard.hook.HookFiles;
import orchestrator.guard.hook.LaunchSecrets;
import orchestrator.launcher.HostContext;

/** The guard of a worker, wired. */
public final class WorkerGuard implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int CALLS_QUEUED_MAX = 1_000;
    private static final long LOOK_MILLIS = 200;

    private final Questions questions;
    private final GuardServer server;
    private final ThreadPoolExecutor executor;
    private final ScheduledExecutorService clockwork;
    private final AtomicBoolean willLook = new AtomicBoolean();

    private WorkerGuard(HostContext host, CallJudge judge) {
        questions = new Questions(host, this::lookSoon);
        executor = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(CALLS_QUEUED_MAX), WorkerGuard::thread);
        executor.allowCoreThreadTimeOut(true);
        clockwork = Executors.newSingleThreadScheduledExecutor(WorkerGuard::thread);
        CallDesk desk = new CallDesk(host, judge, questions, executor);
        server =
                new GuardServer(HookFiles.sockets(host.home()), new GuardHandler(new LaunchSecrets(host.home()), desk));
    }

    /** It does not listen yet. */
    public static WorkerGuard of(HostContext host) {
        return new WorkerGuard(host, new ToolGuards(host));
    }

    static WorkerGuard start(HostContext host, CallJudge judge) {
        WorkerGuard guard = new WorkerGuard(host, judge);
        guard.start();
        return guard;
    }

    /**
     * Returns at once, and listens a moment later. It does not need Temporal: living agents wait for it before each of
     * their calls.
     */
    public void start() {
        server.start();
    }

    private void lookSoon() {
        if (willLook.compareAndSet(false, true)) clockwork.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        // INVARIANT: this comes first, so that a call that begins to wait from now on gets a look of its own.
        willLook.set(false);
        try {
            questions.look();
        } finally {
            if (questions.isAnyWaiting()) lookSoon();
        }
    }

    public Questions questions() {
        return questions;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "guard-calls");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.close();
        executor.shutdownNow();
        clockwork.shutdownNow();
    }
}
