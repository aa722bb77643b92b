package orchestrator.follow;

import java.io.File;
import java.time.Clock;
import orchestrator.agent.Transcript;
import orchestrator.eventlog.EventLog;
import orchestrator.guard.hook.GuardedLaunch;
import orchestrator.guard.hook.HookFiles;
import orchestrator.guard.record.GuardJournal;
import orchestrator.guard.record.GuardLog;
import orchestrator.guard.record.GuardedCalls;
import orchestrator.identity.LaunchId;
import orchestrator.launch.GuardRecord.Kind;
import orchestrator.process.LaunchDirectory;

/** Notices if a launch works without asking the guard, or cannot ask it. */
final class GuardCheck {
    private final GuardJournal journal;
    private final LaunchId id;
    private final LaunchDirectory directory;
    private final GuardLog log;
    private final boolean isGuarded;
    private boolean isKnownDown;

    GuardCheck(EventLog events, LaunchId id, LaunchDirectory directory) {
        journal = new GuardJournal(events, Clock.systemUTC());
        this.id = id;
        this.directory = directory;
        log = new GuardLog(directory.path());
        isGuarded = GuardedLaunch.of(directory.path()).isPresent();
    }

    /** A worker may have died between a record and its event. */
    void repeatEvents() {
        if (log.bytes() > 0) journal.repeatEvents(id, log);
    }

    /** Records that the hook could not ask, once for a launch. */
    void lookForDown() {
        File down = HookFiles.of(directory.path()).resolve(HookFiles.DOWN).toFile();
        if (!isGuarded || isKnownDown || down.length() == 0) return;
        isKnownDown = true;
        if (log.has(Kind.DOWN)) return;
        write(Kind.DOWN, "", "guard-down", "The guard could not be asked, so calls were denied.");
    }

    /**
     * True if the agent has run more commands, or changed more files, than the guard has allowed. Each was allowed
     * before it ran, hence before it was printed.
     */
    boolean isUnguarded(Transcript transcript) {
        if (!isGuarded) return false;
        long changes = transcript.memory().changes();
        if (changes == 0 || changes <= new GuardedCalls(directory.path()).count()) return false;
        String reason = "It runs tools without asking the guard, so it was stopped.";
        if (!log.has(Kind.UNGUARDED)) write(Kind.UNGUARDED, transcript.lastTool(), "unguarded", reason);
        return true;
    }

    private void write(Kind kind, String subject, String rule, String reason) {
        journal.write(id, log, GuardLog.Finding.plain(kind, "", subject, rule, reason, ""));
    }
}
