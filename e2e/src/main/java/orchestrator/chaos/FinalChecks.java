package orchestrator.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import orchestrator.chaos.finding.Comparison;
import orchestrator.chaos.finding.Findings;
import orchestrator.chaos.finding.PrintedOutput;
import orchestrator.chaos.load.FeedListener;
import orchestrator.chaos.load.InstalledOrchestrator;
import orchestrator.chaos.load.SessionCrowd;
import orchestrator.chaos.load.Workload;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.store.EventStore;
import orchestrator.harness.MarkedProcesses;
import orchestrator.harness.Wait;
import orchestrator.session.Phase;

/** The checks after all sessions have ended. */
final class FinalChecks {

    private static final int PAGE = 1_000;
    private static final Duration LAST_WORD = Duration.ofSeconds(20);
    private static final Duration GONE = Duration.ofSeconds(15);

    private final InstalledOrchestrator installed;
    private final Findings findings;

    FinalChecks(InstalledOrchestrator installed, Findings findings) {
        this.installed = installed;
        this.findings = findings;
    }

    void compareSessions(SessionCrowd crowd, EventStore store, Workload play) {
        for (String session : crowd.all()) {
            Phase phase = crowd.phase(session);
            if (phase != Phase.DONE)
                findings.add(Findings.Kind.NOT_DONE, session, "", "it is " + phase + why(session, store.archive()));
            List<AgentEvent> events = events(session, store.events());
            new Comparison(findings, session)
                    .compare(PrintedOutput.of(installed.home().session(session)), events);
            compareReceived(session, events, crowd.listener(session));
            if (phase == Phase.DONE) play.judge(session, store.archive(), findings);
        }
    }

    private static String why(String session, Archive archive) {
        return archive.session(session)
                .map(state -> ": " + state.reason() + " " + state.currentStep())
                .orElse("");
    }

    private static List<AgentEvent> events(String session, EventLog log) {
        List<AgentEvent> all = new ArrayList<>();
        Cursor after = Cursor.START;
        while (true) {
            EventPage page = log.read(EventQuery.all(session, after, PAGE));
            if (page.isEmpty()) return all;
            all.addAll(page.events());
            after = page.next();
        }
    }

    private void compareReceived(String session, List<AgentEvent> events, FeedListener listener) {
        if (!becomesTrue(LAST_WORD, listener::ended)) {
            findings.add(Findings.Kind.OTHER, session, "", "its client never got the end of the session");
        }
        List<Long> heard = listener.ids();
        Set<Long> once = new HashSet<>();
        for (long id : heard) {
            if (!once.add(id)) findings.add(Findings.Kind.DOUBLED, session, "", "a client got event " + id + " twice");
        }
        for (AgentEvent event : events) {
            if (once.contains(event.id())) continue;
            findings.add(Findings.Kind.LOST, session, event.run(), "a client did not get event " + event.id());
        }
        if (!heard.equals(heard.stream().sorted().toList())) {
            findings.add(Findings.Kind.OTHER, session, "", "a client got events out of order");
        }
    }

    /** No agent and no process of an agent may be alive once all sessions are over. */
    void checkForOrphans() {
        Path home = installed.userHome();
        if (becomesTrue(GONE, () -> MarkedProcesses.of(home).isEmpty())) return;
        MarkedProcesses.of(home).forEach(left -> {
            findings.add(Findings.Kind.ORPHAN, left.run(), "", left.pid() + " lives on: " + left.command());
            ProcessHandle.of(left.pid()).ifPresent(ProcessHandle::destroyForcibly);
        });
    }

    /** No process at all may be alive after {@code down}. */
    void checkForLeftovers() {
        if (becomesTrue(GONE, () -> left().isEmpty())) return;
        left().forEach(process -> {
            findings.add(Findings.Kind.ORPHAN, "", "", process.pid() + " lives on after down: " + process.info());
            process.destroyForcibly();
        });
    }

    private List<ProcessHandle> left() {
        String home = "HOME=" + installed.userHome();
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains(home))
                .toList();
    }

    private static List<String> environment(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", "" + pid, "environ"));
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static boolean becomesTrue(Duration atMost, java.util.function.BooleanSupplier what) {
        try {
            Wait.until("it is so", atMost, what);
            return true;
        } catch (AssertionError late) {
            return false;
        }
    }
}
