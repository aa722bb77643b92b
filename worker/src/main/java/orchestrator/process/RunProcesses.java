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
import orchestrator.identity.LaunchId;
import orchestrator.lineage.Proc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, signals and ends the processes of a launch; {@link ProcessSnapshot} decides which these are. */
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
    private final KnownProcesses known;
    private final Duration grace;
    private final Map<LaunchId, ReentrantLock> stopping = new ConcurrentHashMap<>();

    public RunProcesses(ProcessTable table) {
        this(table, GRACE);
    }

    /** @param grace time that a process has to obey each polite signal */
    RunProcesses(ProcessTable table, Duration grace) {
        this.table = table;
        this.grace = grace;
        known = new KnownProcesses(table, seen);
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

    /** A snapshot of all processes, for callers that ask about many launches. */
    public ProcessSnapshot snapshot() {
        return ProcessSnapshot.of(table, seen);
    }

    /** For callers that look often, and need no exact picture. */
    public KnownProcesses known() {
        return known;
    }

    /** Remembers the processes that belong to this launch now, because later nothing may show that they do. */
    public void remember(
            ProcessSnapshot snapshot, LaunchId launch, LaunchDirectory directory, Optional<ProcessIdentity> agent) {
        seen.recall(launch, directory);
        seen.remember(launch, snapshot.identities(launch, agent), directory);
    }

    /** Reads what an earlier worker remembered. */
    public void recall(LaunchId launch, LaunchDirectory directory) {
        seen.recall(launch, directory);
    }

    /** Forgets a launch of which no process is left. */
    public void forget(LaunchId launch) {
        seen.forget(launch);
    }

    /**
     * Processes of a launch that still run two seconds after their agent ended. Empty while the launch is being
     * stopped: then they are ending anyway.
     */
    public List<LeftoverProcess> leftBehind(LaunchId launch, Optional<ProcessIdentity> agent)
            throws InterruptedException {
        long deadline = System.nanoTime() + LEAVES_WITHIN.toNanos();
        while (true) {
            ProcessSnapshot snapshot = snapshot();
            List<ProcessTable.Entry> left = working(snapshot.topDown(launch, agent));
            if (left.isEmpty() || stopping.containsKey(launch)) return List.of();
            if (System.nanoTime() >= deadline) return described(left, snapshot);
            Thread.sleep(LEAVES_LOOK_MILLIS);
        }
    }

    /** Living processes of a launch. */
    public List<LeftoverProcess> living(LaunchId launch, Optional<ProcessIdentity> agent) {
        ProcessSnapshot snapshot = snapshot();
        return described(working(snapshot.topDown(launch, agent)), snapshot);
    }

    /** Without the first process of the sandbox, which ends with the others. */
    private List<ProcessTable.Entry> working(List<ProcessTable.Entry> members) {
        return members.stream()
                .filter(entry -> !table.isSandboxInit(entry.pid()))
                .toList();
    }

    private static List<LeftoverProcess> described(List<ProcessTable.Entry> left, ProcessSnapshot snapshot) {
        Set<Long> servers = snapshot.servers(left);
        return left.stream()
                .map(entry -> LeftoverProcess.of(entry.pid(), !servers.contains(entry.pid()) && !isDetached(entry)))
                .toList();
    }

    /**
     * A program that leads its own session was detached on purpose, unless it is a shell: agents run commands that way.
     */
    private static boolean isDetached(ProcessTable.Entry entry) {
        if (entry.session() != entry.pid()) return false;
        String program = Proc.commandLine(entry.pid()).get(0);
        return !SHELLS.contains(program.substring(program.lastIndexOf('/') + 1));
    }

    /**
     * Processes that work in this directory or have files below it open, started after the agent, and belong to no
     * launch as far as we see. They may be the user's own, so they are never ended.
     */
    public List<LeftoverProcess> strangersIn(Path directory, ProcessIdentity agent) {
        return snapshot().strangersSince(agent, ProcessHandle.current().pid()).stream()
                .filter(entry -> table.hasOpen(entry.pid(), directory))
                .map(entry -> LeftoverProcess.of(entry.pid(), false))
                .toList();
    }

    /** Living processes of the launch with this marker; {@code agent} is its first process, if known. */
    public List<Long> members(LaunchId launch, Optional<ProcessIdentity> agent) {
        return snapshot().members(launch, agent).stream()
                .map(ProcessTable.Entry::pid)
                .toList();
    }

    /** All processes of the launch, each before its children. */
    List<ProcessTable.Entry> topDown(LaunchId launch, Optional<ProcessIdentity> agent) {
        return snapshot().topDown(launch, agent);
    }

    /**
     * Sends the gentle signal to the agent, then TERM and finally KILL to all remaining processes, five seconds apart.
     * A second call meanwhile waits for the first: an agent that is interrupted twice does not save its conversation.
     */
    public boolean stop(LaunchId launch, Optional<ProcessIdentity> agent, String gentleSignal)
            throws InterruptedException {
        ReentrantLock turn = stopping.computeIfAbsent(launch, newcomer -> new ReentrantLock());
        turn.lockInterruptibly();
        try {
            return stopInTurn(launch, agent, gentleSignal);
        } finally {
            stopping.remove(launch, turn);
            turn.unlock();
        }
    }

    private boolean stopInTurn(LaunchId launch, Optional<ProcessIdentity> agent, String gentleSignal)
            throws InterruptedException {
        List<Long> first = members(launch, agent);
        if (first.isEmpty()) return true;
        List<Long> gently =
                agent.filter(table::isAlive).map(a -> List.of(a.pid())).orElse(first);
        politely(() -> Signals.send(gentleSignal, gently));
        politely(() -> wake(launch, agent));
        awaitEnd(gently);
        politely(() -> Signals.send("TERM", members(launch, agent)));
        politely(() -> wake(launch, agent));
        if (goneWithin(launch, agent)) return true;
        return kill(launch, agent) >= 0;
    }

    private interface Sending {
        void run() throws InterruptedException;
    }

    /** A failed polite signal must not keep the others alive; KILL reports what cannot be ended. */
    private static void politely(Sending sending) throws InterruptedException {
        try {
            sending.run();
        } catch (IllegalStateException notSent) {
            log.warn("{}", notSent.getMessage());
        }
    }

    /**
     * Continues stopped processes, children first: a parent that finds its child stopped may act on it. Signals every
     * process, because one in the kernel may have a stop pending. Returns how many were stopped. A stopped process
     * gets no polite signal before that.
     */
    int wake(LaunchId launch, Optional<ProcessIdentity> agent) throws InterruptedException {
        List<Long> bottomUp = new ArrayList<>();
        int stopped = 0;
        for (ProcessTable.Entry entry : topDown(launch, agent)) {
            bottomUp.add(0, entry.pid());
            if (entry.isStopped()) stopped++;
        }
        if (stopped > 0) Signals.send("CONT", bottomUp);
        return stopped;
    }

    /** Kills until no process is left, because a dying one may start another. Returns how many were killed. */
    public int kill(LaunchId launch, Optional<ProcessIdentity> agent) throws InterruptedException {
        Set<Long> killed = new HashSet<>();
        for (int round = 0; round < KILL_ROUNDS_MAX; round++) {
            List<Long> left = members(launch, agent);
            if (left.isEmpty()) return killed.size();
            left.stream().filter(pid -> !table.isSandboxInit(pid)).forEach(killed::add);
            Signals.send("KILL", left);
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        throw new IllegalStateException(
                "processes of " + launch + " survive SIGKILL: " + members(launch, agent) + "; they hang in the kernel");
    }

    /** If the agent obeyed, processes that it leaves behind get no grace. */
    private void awaitEnd(List<Long> pids) throws InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        while (System.nanoTime() < deadline
                && pids.stream().anyMatch(pid -> table.find(pid).isPresent())) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private boolean goneWithin(LaunchId launch, Optional<ProcessIdentity> agent) throws InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        while (System.nanoTime() < deadline) {
            if (members(launch, agent).isEmpty()) return true;
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return false;
    }
}
