package orchestrator.process;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import orchestrator.identity.LaunchId;
import orchestrator.process.ProcessTable.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses all processes of one launch, and resumes them. The pause is recorded in the launch's directory, so it
 * outlives this worker.
 */
public final class ProcessPause {
    private static final Logger log = LoggerFactory.getLogger(ProcessPause.class);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration KERNEL_CALL_MAX = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_LATECOMERS_MIN = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_LATECOMERS_MAX = Duration.ofSeconds(30);
    private static final Duration HOOK_ENDS_WITHIN = Duration.ofSeconds(3);
    private static final int HOOK_ROUNDS_MAX = 3;
    private static final int WAKE_ROUNDS_MAX = 20;
    private static final int STILL_LOOKS = 2;
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final long LOOK_AGAIN_MILLIS_MAX = 200;

    private final RunProcesses processes;
    private final LaunchDirectory directory;
    private final LaunchId launch;
    private final Duration within;
    private Duration latecomersAfter = LOOK_FOR_LATECOMERS_MIN;
    private long lookedNanos = System.nanoTime();

    public ProcessPause(RunProcesses processes, LaunchDirectory directory, LaunchId launch) {
        this(processes, directory, launch, WITHIN);
    }

    /** @param within time limit for the process to appear, and again for pausing everything */
    ProcessPause(RunProcesses processes, LaunchDirectory directory, LaunchId launch, Duration within) {
        this.processes = processes;
        this.directory = directory;
        this.launch = launch;
        this.within = within;
    }

    /**
     * Stops processes until two snapshots in a row find none running; then hooks of the guard may end. Returns the number
     * of paused processes, or 0 if the launch was resumed meanwhile. Fails if new processes appear faster than they can
     * be stopped.
     */
    public int pause() throws InterruptedException {
        if (!Files.isDirectory(directory.path())) return 0;
        awaitIdentity();
        // From now on the guard denies calls, also those that wait.
        directory.markPaused();
        int paused = standStill();
        // The time for which it is paused would count as the hook's, and an agent whose hook takes too long runs the
        // call. So a hook takes its denial, while its agent stands still already.
        for (int round = 0; round < HOOK_ROUNDS_MAX && directory.isPaused() && hasHook(); round++) {
            Signals.send("CONT", HookProcesses.of(processes.topDown(launch, directory.identity()), directory));
            awaitNoHook();
        }
        if (directory.isPaused() && hasHook()) {
            log.warn("launch={} is paused with a hook of the guard that does not end", launch);
            return standStill();
        }
        return paused;
    }

    private boolean hasHook() {
        return HookProcesses.any(processes.topDown(launch, directory.identity()), directory);
    }

    private void awaitNoHook() throws InterruptedException {
        long began = System.nanoTime();
        while (directory.isPaused() && hasHook() && since(began).compareTo(HOOK_ENDS_WITHIN) < 0) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private int standStill() throws InterruptedException {
        long began = System.nanoTime();
        int stillLooks = 0;
        long delayMillis = LOOK_AGAIN_MILLIS;
        while (true) {
            List<Entry> members = processes.topDown(launch, directory.identity());
            List<Long> running = running(members, since(began).compareTo(KERNEL_CALL_MAX) > 0);
            if (!directory.isPaused()) {
                release(running);
                return 0;
            }
            stillLooks = running.isEmpty() ? stillLooks + 1 : 0;
            if (stillLooks == STILL_LOOKS) return members.size();
            if (since(began).compareTo(within) > 0) throw restless(running);
            Signals.send("STOP", running);
            Thread.sleep(delayMillis);
            delayMillis = Math.min(2 * delayMillis, LOOK_AGAIN_MILLIS_MAX);
        }
    }

    /**
     * Stops processes that started since the pause, but not while a hook of the guard is being asked. The follower of a
     * paused launch calls it, at growing intervals.
     */
    public void keepPaused() throws InterruptedException {
        if (since(lookedNanos).compareTo(latecomersAfter) < 0) return;
        List<Entry> members = processes.topDown(launch, directory.identity());
        if (HookProcesses.any(members, directory)) {
            lookedNanos = System.nanoTime();
            latecomersAfter = LOOK_FOR_LATECOMERS_MIN;
            return;
        }
        List<Long> running = running(members, false);
        Signals.send("STOP", running);
        if (!directory.isPaused()) release(running);
        lookedNanos = System.nanoTime();
        Duration doubled = latecomersAfter.multipliedBy(2);
        boolean isRare = doubled.compareTo(LOOK_FOR_LATECOMERS_MAX) > 0;
        latecomersAfter = running.isEmpty() ? (isRare ? LOOK_FOR_LATECOMERS_MAX : doubled) : LOOK_FOR_LATECOMERS_MIN;
    }

    /** Resumes all processes and returns the number that was paused. Idempotent. */
    public int resume() throws InterruptedException {
        directory.markResumed();
        return continueAll();
    }

    /** Includes processes whose stop signal is still pending: they do not look stopped yet. */
    private void release(List<Long> stopping) throws InterruptedException {
        Signals.send("CONT", stopping);
        continueAll();
    }

    /** In rounds, because another worker that has not seen the end of the pause may stop a process again. */
    private int continueAll() throws InterruptedException {
        int most = 0;
        for (int round = 0; round < WAKE_ROUNDS_MAX; round++) {
            int woken = processes.wake(launch, directory.identity());
            if (woken == 0) return most;
            most = Math.max(most, woken);
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        log.info("launch={} has processes that stop themselves", launch);
        return most;
    }

    /** Parents first, so that none sees its child stopped. */
    private static List<Long> running(List<Entry> members, boolean kernelCallsAreStill) {
        return members.stream()
                .filter(entry -> !entry.isStill() && !(kernelCallsAreStill && entry.isInKernel()))
                .map(Entry::pid)
                .toList();
    }

    /** A launch that is just starting has no process for a moment. */
    private void awaitIdentity() throws InterruptedException {
        long began = System.nanoTime();
        while (directory.identity().isEmpty()
                && directory.exitCode().isEmpty()
                && since(began).compareTo(within) < 0) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private IllegalStateException restless(List<Long> running) {
        return new IllegalStateException("cannot pause " + launch + ": after " + within.toSeconds()
                + " s processes of it still run (" + running.size()
                + " now), they multiply faster than they can be stopped. Stop the run instead.");
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
