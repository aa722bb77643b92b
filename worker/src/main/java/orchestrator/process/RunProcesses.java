package orchestrator.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import orchestrator.lineage.Proc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All processes of one launch, as {@link ProcessSnapshot} tells them: finds them, signals them, ends them. */
public final class RunProcesses {
    private static final Logger log = LoggerFactory.getLogger(RunProcesses.class);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int KILL_ROUNDS_MAX = 100;
    private static final long LOOK_AGAIN_MILLIS = 50;

    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(2);
    private static final long LEAVES_LOOK_MILLIS = 20;
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "fish", "busybox");

    private final ProcessTable table;
    private final SeenProcesses seen = new SeenProcesses();
    private final Duration grace;
    private final Map<String, ReentrantLock> stopping = new ConcurrentHashMap<>();

    public RunProcesses(ProcessTable table) {
        this(table, GRACE);
    }

    /** @param grace how long a process may take to obey each of the polite signals */
    RunProcesses(ProcessTable table, Duration grace) {
        this.table = table;
        this.grace = grace;
    }

    public static ProcessTable systemTable() {
        return java.nio.file.Files.exists(Path.of("/proc/self/stat")) ? new ProcTable() : new PsTable();
    }

    /** This process. */
    public ProcessIdentity self() {
        long pid = ProcessHandle.current().pid();
        String startTime = table.find(pid).map(ProcessTable.Entry::startTime).orElse("");
        return new ProcessIdentity(pid, startTime, table.bootId());
    }

    public boolean isAlive(ProcessIdentity identity) {
        return table.isAlive(identity);
    }

    /** One look at all processes, for whoever asks about many launches. */
    public ProcessSnapshot snapshot() {
        return ProcessSnapshot.of(table, seen);
    }

    /** Keeps in mind who belongs to this launch now: it may leave behind all by which it could be known later. */
    public void remember(ProcessSnapshot snapshot, String marker, LaunchDirectory directory) {
        seen.recall(marker, directory);
        seen.remember(marker, snapshot.identities(marker, directory.identity()), directory);
    }

    /** Takes up what an earlier worker has kept in mind. */
    public void recall(String marker, LaunchDirectory directory) {
        seen.recall(marker, directory);
    }

    /** Nothing of this launch is left. */
    public void forget(String marker) {
        seen.forget(marker);
    }

    /**
     * What goes on running of a launch whose agent has ended, and does not leave by itself within two seconds. Nothing while
     * the launch is being stopped: what ends then is meant to.
     */
    public List<LeftoverProcess> leftBehind(String marker, Optional<ProcessIdentity> agent)
            throws InterruptedException {
        long deadline = System.nanoTime() + LEAVES_WITHIN.toNanos();
        while (true) {
            ProcessSnapshot snapshot = snapshot();
            List<ProcessTable.Entry> left = snapshot.topDown(marker, agent);
            if (left.isEmpty() || stopping.containsKey(marker)) return List.of();
            if (System.nanoTime() >= deadline) return described(left, snapshot);
            Thread.sleep(LEAVES_LOOK_MILLIS);
        }
    }

    /** What lives of a launch now. */
    public List<LeftoverProcess> living(String marker, Optional<ProcessIdentity> agent) {
        ProcessSnapshot snapshot = snapshot();
        return described(snapshot.topDown(marker, agent), snapshot);
    }

    private static List<LeftoverProcess> described(List<ProcessTable.Entry> left, ProcessSnapshot snapshot) {
        Set<Long> servers = snapshot.servers(left);
        return left.stream()
                .map(entry -> LeftoverProcess.of(entry.pid(), !servers.contains(entry.pid()) && !isDetached(entry)))
                .toList();
    }

    /** A program that leads a session of its own was detached on purpose; a shell that does is how agents run commands. */
    private static boolean isDetached(ProcessTable.Entry entry) {
        if (entry.session() != entry.pid()) return false;
        String program = Proc.commandLine(entry.pid()).get(0);
        return !SHELLS.contains(program.substring(program.lastIndexOf('/') + 1));
    }

    /**
     * Who has files below this directory open, or works there, and came after the agent, but belongs to no launch as far as
     * can be seen. It may be the user's own, so it is nobody's to end.
     */
    public List<LeftoverProcess> strangersIn(Path directory, ProcessIdentity agent) {
        return snapshot().strangersSince(agent, ProcessHandle.current().pid()).stream()
                .filter(entry -> table.hasOpen(entry.pid(), directory))
                .map(entry -> LeftoverProcess.of(entry.pid(), false))
                .toList();
    }

    /** Living processes of the launch with this marker; {@code agent} is its first process, where known. */
    public List<Long> members(String marker, Optional<ProcessIdentity> agent) {
        return snapshot().members(marker, agent).stream()
                .map(ProcessTable.Entry::pid)
                .toList();
    }

    /** All of them, every process before its children. */
    List<ProcessTable.Entry> topDown(String marker, Optional<ProcessIdentity> agent) {
        return snapshot().topDown(marker, agent);
    }

    /**
     * The gentle signal to the agent, then TERM to all that is left, then KILL, each after a grace of five seconds. Asked
     * a second time meanwhile it waits for the first: an agent that is interrupted twice does not save its conversation.
     */
    public boolean stop(String marker, Optional<ProcessIdentity> agent, String gentleSignal)
            throws InterruptedException {
        ReentrantLock turn = stopping.computeIfAbsent(marker, newcomer -> new ReentrantLock());
        turn.lockInterruptibly();
        try {
            return stopInTurn(marker, agent, gentleSignal);
        } finally {
            stopping.remove(marker, turn);
            turn.unlock();
        }
    }

    private boolean stopInTurn(String marker, Optional<ProcessIdentity> agent, String gentleSignal)
            throws InterruptedException {
        List<Long> first = members(marker, agent);
        if (first.isEmpty()) return true;
        List<Long> gently =
                agent.filter(table::isAlive).map(a -> List.of(a.pid())).orElse(first);
        politely(() -> Signals.send(gentleSignal, gently));
        politely(() -> wake(marker, agent));
        awaitEnd(gently);
        politely(() -> Signals.send("TERM", members(marker, agent)));
        politely(() -> wake(marker, agent));
        if (goneWithin(marker, agent)) return true;
        return kill(marker, agent) >= 0;
    }

    private interface Sending {
        void run() throws InterruptedException;
    }

    /** One that does not get a polite signal must not keep the others from their end; KILL tells what cannot be ended. */
    private static void politely(Sending sending) throws InterruptedException {
        try {
            sending.run();
        } catch (IllegalStateException notSent) {
            log.warn("{}", notSent.getMessage());
        }
    }

    /**
     * Lets them go on where some stand still, children first: a parent that finds its child stopped may act on it. All are
     * told, because a stop may still be waiting for one that is in the kernel, such as a shell whose child was stopped
     * before it had become a program. Answers with how many stood still. A stopped process gets no polite signal before.
     */
    int wake(String marker, Optional<ProcessIdentity> agent) throws InterruptedException {
        List<Long> bottomUp = new ArrayList<>();
        int stopped = 0;
        for (ProcessTable.Entry entry : topDown(marker, agent)) {
            bottomUp.add(0, entry.pid());
            if (entry.isStopped()) stopped++;
        }
        if (stopped > 0) Signals.send("CONT", bottomUp);
        return stopped;
    }

    /** Kills until none is left, since a dying process may have started another; answers with how many were killed. */
    public int kill(String marker, Optional<ProcessIdentity> agent) throws InterruptedException {
        Set<Long> killed = new HashSet<>();
        for (int round = 0; round < KILL_ROUNDS_MAX; round++) {
            List<Long> left = members(marker, agent);
            if (left.isEmpty()) return killed.size();
            killed.addAll(left);
            Signals.send("KILL", left);
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        throw new IllegalStateException(
                "processes of " + marker + " survive SIGKILL: " + members(marker, agent) + "; they hang in the kernel");
    }

    /** What the agent leaves behind when it obeys needs no grace of its own. */
    private void awaitEnd(List<Long> pids) throws InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        while (System.nanoTime() < deadline
                && pids.stream().anyMatch(pid -> table.find(pid).isPresent())) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private boolean goneWithin(String marker, Optional<ProcessIdentity> agent) throws InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        while (System.nanoTime() < deadline) {
            if (members(marker, agent).isEmpty()) return true;
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return false;
    }
}
