package orchestrator.worker;

import java.time.Clock;
import java.util.Map;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.SqliteEventLog;
import orchestrator.follow.OutputWatch;
import orchestrator.home.Home;
import orchestrator.process.Launcher;
import orchestrator.process.RunProcesses;
import orchestrator.session.Host;

/** What the activities of one worker share. */
record HostParts(
        Home home,
        Host host,
        EventLog log,
        SessionAgents agents,
        Launches launches,
        Launcher launcher,
        RunProcesses processes,
        OutputWatch watch,
        LookedAt lookedAt,
        Map<String, String> environment,
        Clock clock) {

    /** Puts them together for this data directory. */
    static HostParts open(Home home, Map<String, String> environment) {
        return new HostParts(
                home,
                HostId.of(home),
                SqliteEventLog.open(home.eventLog()),
                new SessionAgents(home, environment),
                new Launches(home),
                new Launcher(home.file("bin")),
                new RunProcesses(RunProcesses.systemTable()),
                new OutputWatch(),
                new LookedAt(),
                environment,
                Clock.systemUTC());
    }
}
