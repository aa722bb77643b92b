package orchestrator.orchestration;

import static orchestrator.work.Now.now;

import java.time.Instant;
import java.util.function.Supplier;
import orchestrator.event.EventType;
import orchestrator.host.Host;
import orchestrator.launch.GuardReport;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.run.RunReports;
import orchestrator.run.RunResult;
import org.jspecify.annotations.Nullable;

/** Receives the reports of a session's runs. */
final class RunReportHandlers implements RunReports {
    private final LiveSession session;
    private final SessionEvents events;
    private final Supplier<@Nullable SessionLoop> loop;

    /** @param loop null while the session has none */
    RunReportHandlers(LiveSession session, SessionEvents events, Supplier<@Nullable SessionLoop> loop) {
        this.session = session;
        this.events = events;
        this.loop = loop;
    }

    @Override
    public void notice(String run, Notice notice) {
        SessionLoop running = loop.get();
        if (running != null) running.onNotice(run, notice);
    }

    @Override
    public void waits(String run, @Nullable Instant until) {
        session.progress().setUsageWait(run, until, now());
        wakeLoop();
        events.add(EventType.STATUS, until == null ? run + " goes on" : run + " waits until " + until);
    }

    @Override
    public void used(String run, Usage usage) {
        session.assignments().setUsage(run, usage);
        wakeLoop();
    }

    @Override
    public void needsYou(String run, String why) {
        if (why.isEmpty()) onNeedMet(run);
        else {
            session.askAbout(run, why, now());
            events.add(EventType.BLOCKER, run + " needs you: " + why);
        }
        SessionLoop running = loop.get();
        if (running != null) running.onNeed();
    }

    @Override
    public void guarded(String run, Host host, GuardReport report) {
        SessionLoop running = loop.get();
        if (running != null) running.onGuarded(run, host, report);
    }

    @Override
    public void ended(String key, String run, RunResult result) {
        SessionLoop running = loop.get();
        if (running != null && session.key().equals(key)) running.onRunEnded(run, result);
    }

    private void wakeLoop() {
        SessionLoop running = loop.get();
        if (running != null) running.wake();
    }

    /** Leaves the item of a run that has given up open until the user answers. */
    private void onNeedMet(String run) {
        if (!session.assignments().isRunning(run)) return;
        session.items().settle(run, now());
        events.add(EventType.STATUS, run + " goes on");
    }
}
